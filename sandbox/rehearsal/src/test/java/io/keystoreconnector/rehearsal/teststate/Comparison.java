package io.keystoreconnector.rehearsal.teststate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares the outcome of a test on our runner with the one on AWS. */
final class Comparison {

  /** A test of a single state has another history. */
  private static final Pattern EVENT = Pattern.compile("event id #\\d+");

  private static final int LONGEST = 500;

  private final List<String> differences = new ArrayList<>();

  private Comparison() {}

  /** What differs, one line each; empty if nothing does. */
  static List<String> differences(Outcome runner, Outcome aws) {
    Comparison comparison = new Comparison();
    comparison.compare("status", runner.status(), aws.status());
    comparison.compare("nextState", runner.next(), aws.next());
    comparison.compare("error", text(runner.error()), text(aws.error()));
    comparison.compare("cause", text(runner.cause()), text(aws.cause()));
    comparison.compare("output", runner.output(), aws.output());
    comparison.compare("arguments", runner.arguments(), aws.arguments());
    comparison.compareVariables(runner.variables(), aws.variables());
    return comparison.differences;
  }

  /** After an error that is not caught, nobody sees the variables. */
  private void compareVariables(
      @Nullable Map<String, @Nullable Object> runner, @Nullable Map<String, @Nullable Object> aws) {
    if (runner == null) {
      return;
    }
    Map<String, @Nullable Object> shown = aws == null ? Map.of() : aws;
    Set<String> names = new TreeSet<>(runner.keySet());
    names.addAll(shown.keySet());
    for (String name : names) {
      compare("variable " + name, variable(runner, name), variable(shown, name));
    }
  }

  private static @Nullable Object variable(Map<String, @Nullable Object> all, String name) {
    return all.containsKey(name) ? all.get(name) : "(not assigned)";
  }

  private void compare(String what, @Nullable Object runner, @Nullable Object aws) {
    if (!Objects.equals(canonical(runner), canonical(aws))) {
      differences.add("%s: runner %s, AWS %s".formatted(what, shown(runner), shown(aws)));
    }
  }

  /** A missing error or cause is the same as an empty one. */
  private static String text(@Nullable String text) {
    return text == null ? "" : EVENT.matcher(text).replaceAll("event id #");
  }

  /** Numbers are equal if their values are, and the order of names in an object does not matter. */
  private static @Nullable Object canonical(@Nullable Object tree) {
    return switch (tree) {
      case Map<?, ?> map -> {
        Map<Object, @Nullable Object> all = new LinkedHashMap<>();
        map.forEach((name, value) -> all.put(name, canonical(value)));
        yield all;
      }
      case List<?> list -> list.stream().map(Comparison::canonical).toList();
      case Number number -> new BigDecimal(number.toString()).stripTrailingZeros();
      case null, default -> tree;
    };
  }

  private static String shown(@Nullable Object tree) {
    String text = Json.write(tree);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
