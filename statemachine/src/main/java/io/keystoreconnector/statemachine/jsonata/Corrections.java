package io.keystoreconnector.statemachine.jsonata;

import com.dashjoin.jsonata.Jsonata;
import java.util.ArrayList;
import java.util.List;

/**
 * What an expression finds in place of the library's functions: those that Step Functions adds, and
 * those that the library computes differently from jsonata-js, which Step Functions uses. {@code
 * $eval} is not available.
 */
final class Corrections {
  private static final List<RunnerFunction> FUNCTIONS = new Corrections().functions;

  private final List<RunnerFunction> functions = new ArrayList<>();

  private Corrections() {
    addNew();
    correctText();
    correctNumbers();
    correctArrays();
    acceptNullAsArray();
    Operators.addTo(functions);
  }

  /** Once for an expression, because what is bound to an evaluation is copied each time. */
  static void bindTo(Jsonata jsonata) {
    FUNCTIONS.forEach(function -> jsonata.registerFunction(function.name(), function));
    jsonata.assign("eval", null);
  }

  private void addNew() {
    add("partition", "<an:a>", AddedFunctions::partition);
    add("range", "<nnn?:a>", AddedFunctions::range);
    add("hash", "<ss?:s>", AddedFunctions::hash);
    add("parse", "<s:x>", AddedFunctions::parse);
  }

  private void correctText() {
    add("string", "<x-b?:s>", TextFunctions::string);
    add("lowercase", "<s-:s>", TextFunctions::lowercase);
    add("uppercase", "<s-:s>", TextFunctions::uppercase);
    add("substring", "<s-nn?:s>", TextFunctions::substring);
    add("pad", "<s-ns?:s>", TextFunctions::pad);
    add("match", "<s-f<s:o>n?:a<o>>", SearchFunctions::match);
    add("contains", "<s-(sf):b>", SearchFunctions::contains);
    add("split", "<s-(sf)n?:a<s>>", SearchFunctions::split);
    add("replace", "<s-(sf)(sf)n?:s>", SearchFunctions::replace);
    add("encodeUrl", "<s-:s>", UrlFunctions::encodeUrl);
    add("encodeUrlComponent", "<s-:s>", UrlFunctions::encodeUrlComponent);
    add("decodeUrl", "<s-:s>", UrlFunctions::decodeUrl);
    add("decodeUrlComponent", "<s-:s>", UrlFunctions::decodeUrlComponent);
  }

  private void correctNumbers() {
    add("number", "<(nsb)-:n>", NumberFunctions::number);
    add("sum", "<a<n>:n>", NumberFunctions::sum);
    add("average", "<a<n>:n>", NumberFunctions::average);
    add("formatBase", "<n-n?:s>", NumberFunctions::formatBase);
    add("toMillis", "<s-s?:n>", TimeFunctions::toMillis);
    add("fromMillis", "<n-s?s?:s>", TimeFunctions::fromMillis);
  }

  private void correctArrays() {
    add("distinct", "<x:x>", ArrayFunctions::distinct);
    add("sort", "<af?:a>", ArrayFunctions::sort);
  }

  private void acceptNullAsArray() {
    addLibrary("count", "<a:n>", "count");
    addLibrary("reverse", "<a:a>", "reverse");
    addLibrary("map", "<af:a>", "map");
    addLibrary("filter", "<af:a>", "filter");
    addLibrary("single", "<af?:x>", "single");
    addLibrary("reduce", "<afj?:j>", "foldLeft");
    addLibrary("zip", "<a+:a>", "zip");
    addLibrary("max", "<a<n>:n>", "max");
    addLibrary("min", "<a<n>:n>", "min");
    addLibrary("join", "<a<s>s?:s>", "join");
    addLibrary("merge", "<a<o>:o>", "merge");
  }

  private void add(String name, String signature, RunnerFunction.Body body) {
    functions.add(RunnerFunction.of(name, signature, body));
  }

  private void addLibrary(String name, String signature, String method) {
    functions.add(RunnerFunction.ofLibrary(name, signature, method));
  }
}
