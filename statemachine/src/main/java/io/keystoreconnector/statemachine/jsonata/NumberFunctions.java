package io.keystoreconnector.statemachine.jsonata;

import com.dashjoin.jsonata.JException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numeric functions that the library computes differently: it reads every notation of a number that
 * Java knows, and corrects the rounding errors of a sum.
 *
 * @see <a href="https://docs.jsonata.org/numeric-functions">Numeric functions</a>
 */
final class NumberFunctions {
  private static final Pattern DECIMAL = Pattern.compile("-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");
  private static final Pattern HEXADECIMAL = Pattern.compile("0[xX][0-9a-fA-F]+");
  private static final Pattern OCTAL = Pattern.compile("0[oO][0-7]+");
  private static final Pattern BINARY = Pattern.compile("0[bB][01]+");

  private NumberFunctions() {}

  static @Nullable Object number(Arguments arguments) {
    Object value = arguments.get(0);
    return switch (value) {
      case null -> null;
      case Number number -> number;
      case Boolean flag -> flag ? 1 : 0;
      case String text -> parse(text);
      default -> throw new JException("T0410", -1, 1, arguments.function());
    };
  }

  private static Number parse(String text) {
    if (DECIMAL.matcher(text).matches() && Double.isFinite(Double.parseDouble(text))) {
      return Double.valueOf(text);
    }
    if (HEXADECIMAL.matcher(text).matches()) {
      return integer(text, 16);
    }
    if (OCTAL.matcher(text).matches()) {
      return integer(text, 8);
    }
    if (BINARY.matcher(text).matches()) {
      return integer(text, 2);
    }
    throw new JException("D3030", -1, text);
  }

  private static double integer(String text, int radix) {
    return new BigInteger(text.substring(2), radix).doubleValue();
  }

  static @Nullable Object sum(Arguments arguments) {
    List<?> numbers = arguments.list(0);
    return numbers == null ? null : sum(numbers);
  }

  static @Nullable Object average(Arguments arguments) {
    List<?> numbers = arguments.list(0);
    return numbers == null || numbers.isEmpty() ? null : sum(numbers) / numbers.size();
  }

  /** In the order of the list; a stream would compensate for rounding errors. */
  private static double sum(List<?> numbers) {
    double sum = 0;
    for (Object number : numbers) {
      sum += ((Number) number).doubleValue();
    }
    return sum;
  }

  static @Nullable Object formatBase(Arguments arguments) {
    Number value = round(arguments.number(0));
    Number radix = round(arguments.number(1));
    if (value == null) {
      return null;
    }
    int base = radix == null ? 10 : radix.intValue();
    if (base < Character.MIN_RADIX || base > Character.MAX_RADIX) {
      // As the library does, which has the value in the place of the location.
      throw new JException("D3100", base);
    }
    return base == 10
        ? JsonText.shortest(value.doubleValue())
        : exact(value).toBigInteger().toString(base);
  }

  private static @Nullable Number round(@Nullable Number number) {
    return com.dashjoin.jsonata.Functions.round(number, null);
  }

  private static BigDecimal exact(Number number) {
    return number instanceof Double value
        ? new BigDecimal(value)
        : BigDecimal.valueOf(number.longValue());
  }
}
