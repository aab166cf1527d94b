package io.keystoreconnector.statemachine.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * JSON as {@code $string} and {@code &} write it: numbers with 15 digits in the format of
 * ECMAScript, no more escapes than JSON requires, and functions as empty strings.
 *
 * @see <a href="https://docs.jsonata.org/string-functions#string">$string</a>
 */
final class JsonText {
  private static final int DIGITS = 15;
  private static final String INDENT = "  ";

  private final StringBuilder text = new StringBuilder();
  private final boolean pretty;
  private final boolean lenient;

  private JsonText(boolean pretty, boolean lenient) {
    this.pretty = pretty;
    this.lenient = lenient;
  }

  /** The value as a string; a string is not quoted, and a function is empty. */
  static String of(Object value, boolean pretty) {
    if (value instanceof String string) {
      return string;
    }
    if (isFunction(value)) {
      return "";
    }
    if (value instanceof Number number && !Double.isFinite(number.doubleValue())) {
      throw new JException("D3001", -1, number);
    }
    JsonText json = new JsonText(pretty, false);
    json.write(value, "\n");
    return json.text.toString();
  }

  /** The value as it stands in the message of an error, in which nothing may fail. */
  static String inMessage(@Nullable Object value) {
    JsonText json = new JsonText(false, true);
    json.write(value, "");
    return json.text.toString();
  }

  private static boolean isFunction(Object value) {
    return !(value instanceof Number
        || value instanceof Boolean
        || value instanceof String
        || value instanceof List
        || value instanceof Map
        || Jsonata.NULL_VALUE.equals(value));
  }

  private void write(@Nullable Object value, String newLine) {
    switch (value) {
      case null -> text.append("null");
      case String string -> quote(string);
      case Number number -> text.append(number(number));
      case Boolean flag -> text.append(flag);
      case List<?> list -> all('[', list, ']', newLine, item -> write(item, newLine + INDENT));
      case Map<?, ?> map ->
          all('{', map.entrySet(), '}', newLine, field -> field(field, newLine + INDENT));
      default -> text.append(Jsonata.NULL_VALUE.equals(value) ? "null" : "\"\"");
    }
  }

  private void field(Map.Entry<?, ?> field, String newLine) {
    quote(String.valueOf(field.getKey()));
    text.append(pretty ? ": " : ":");
    write(field.getValue(), newLine);
  }

  private <T> void all(char open, Iterable<T> items, char close, String newLine, Consumer<T> each) {
    text.append(open);
    Iterator<T> rest = items.iterator();
    boolean some = rest.hasNext();
    while (rest.hasNext()) {
      text.append(pretty ? newLine + INDENT : "");
      each.accept(rest.next());
      text.append(rest.hasNext() ? "," : "");
    }
    text.append(pretty && some ? newLine : "").append(close);
  }

  /** Rounded to the digits that JSONata shows. */
  private String number(Number number) {
    double value = number.doubleValue();
    // Infinity is an error, and NaN is null.
    if ((lenient && Double.isInfinite(value)) || !Utils.isNumeric(number)) {
      return "null";
    }
    return shortest(new BigDecimal(value).round(new MathContext(DIGITS)).doubleValue());
  }

  /**
   * The fewest digits that mean this number, in the notation that ECMAScript chooses.
   *
   * @see <a href="https://tc39.es/ecma262/#sec-numeric-types-number-tostring">Number::toString</a>
   */
  static String shortest(double number) {
    if (!Double.isFinite(number) || number == 0) {
      return number == 0 ? "0" : "null";
    }
    BigDecimal digits = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= -6 && exponent <= 20) {
      return digits.toPlainString();
    }
    BigDecimal mantissa = digits.movePointLeft(exponent);
    return mantissa.toPlainString() + "e" + (exponent > 0 ? "+" : "") + exponent;
  }

  private void quote(String string) {
    text.append('"');
    string.chars().forEach(this::character);
    text.append('"');
  }

  private void character(int c) {
    switch (c) {
      case '"', '\\' -> text.append('\\').append((char) c);
      case '\b' -> text.append("\\b");
      case '\f' -> text.append("\\f");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> text.append(c < ' ' ? "\\u%04x".formatted(c) : String.valueOf((char) c));
    }
  }
}
