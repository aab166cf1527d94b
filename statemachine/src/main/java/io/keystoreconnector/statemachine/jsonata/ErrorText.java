package io.keystoreconnector.statemachine.jsonata;

import com.dashjoin.jsonata.JException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Words the library's errors as jsonata-js does, which is what Step Functions shows: the code, and
 * values as JSON. The library itself quotes every value and names other values than the sentence
 * asks for.
 */
final class ErrorText {
  private static final Pattern CODE = Pattern.compile("[A-Z]\\d{4}");

  /** How the text before the position of a call ends. */
  private static final Pattern CALL = Pattern.compile("\\$(\\w+)\\s*\\($");

  private static final Map<String, String> PLURALS =
      Map.of("n", "numbers", "s", "strings", "b", "booleans", "o", "objects", "a", "arrays");

  /** Stand for the two values in the library's sentence. */
  private static final String FIRST = "\u0001";

  private static final String SECOND = "\u0002";

  private ErrorText() {}

  /** The code and the sentence of an error in an expression. */
  static String of(JException e, String expression) {
    String code = e.getError();
    return CODE.matcher(code).matches() ? code + ": " + sentence(e, expression) : code;
  }

  /** The sentence alone. */
  static String sentence(JException e, String expression) {
    String code = e.getError();
    return switch (code) {
      case "D1002" -> filled(code, e.getExpected(), null);
      case "D3100" -> filled(code, e.getLocation(), null);
      case "T0410" -> filled(code, e.getCurrent(), name(e, expression));
      case "T0411" -> filled(code, e.getExpected(), name(e, expression));
      // Every function that wants such a list wants it as its first argument.
      case "T0412" ->
          filled(code, 1, name(e, expression))
              .replace("{{type}}", json(PLURALS.get(String.valueOf(e.getExpected()))));
      // The library does not say which operator it was.
      case "T2009" -> filled(code, e.getCurrent(), e.getExpected()).replace(" {{token}}", "");
      default -> filled(code, e.getCurrent(), e.getExpected());
    };
  }

  private static String filled(String code, @Nullable Object first, @Nullable Object second) {
    return template(code)
        .replace("{" + FIRST + "}", text(first))
        .replace(FIRST, code.equals("D3137") || code.equals("D3141") ? text(first) : json(first))
        .replace(SECOND, json(second));
  }

  /** The library's sentence, in which all functions became objects and quotation marks differ. */
  private static String template(String code) {
    return JException.msg(code, -1, FIRST, SECOND)
        .replace('"' + FIRST + '"', FIRST)
        .replace('"' + SECOND + '"', SECOND)
        .replace('"', '\'')
        .replaceAll("\\bObject\\b", "function");
  }

  private static @Nullable String name(JException e, String expression) {
    int end = Math.clamp(e.getLocation(), 0, expression.length());
    Matcher call = CALL.matcher(expression.substring(0, end));
    return call.find() ? call.group(1) : Objects.toString(e.getExpected(), null);
  }

  private static String text(@Nullable Object value) {
    return String.valueOf(value);
  }

  private static String json(@Nullable Object value) {
    return JsonText.inMessage(value);
  }
}
