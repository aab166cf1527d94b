package io.keystoreconnector.emulator.world;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The value of an attribute: a string, a number or a flag. Two are equal if DynamoDB considers them
 * equal; a string never equals a number.
 *
 * @param type {@code S}, {@code N} or {@code BOOL}
 * @param value a String for the first two, a Boolean for the last
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">
 *     AttributeValue</a>
 */
public record AttributeValue(String type, Object value) {

  private static final String TEXT = "S";
  private static final String NUMBER = "N";
  private static final String FLAG = "BOOL";
  private static final List<String> TYPES = List.of(TEXT, NUMBER, FLAG);

  /** A string. */
  public static AttributeValue of(String text) {
    return new AttributeValue(TEXT, text);
  }

  /** A number; 1.0 is the same as 1. */
  public static AttributeValue of(BigDecimal number) {
    BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    return new AttributeValue(NUMBER, plain.toPlainString());
  }

  /** A flag. */
  public static AttributeValue of(boolean flag) {
    return new AttributeValue(FLAG, flag);
  }

  /**
   * Reads a value as written in the API, such as {@code {"N": "1"}}.
   *
   * @throws Refusal as DynamoDB refuses it, or because the type is not emulated
   */
  public static AttributeValue read(@Nullable Object json) {
    if (!(json instanceof Map<?, ?> map)) {
      throw AwsError.SERIALIZATION.because("An AttributeValue must be an object.");
    }
    if (map.size() != 1) {
      throw AwsError.VALIDATION.because(
          "Supplied AttributeValue "
              + (map.isEmpty() ? "is empty" : "has more than one datatypes set")
              + ", must contain exactly one of the supported datatypes");
    }
    Map.Entry<?, ?> only = map.entrySet().iterator().next();
    return read(String.valueOf(only.getKey()), only.getValue());
  }

  private static AttributeValue read(String type, @Nullable Object value) {
    if (!TYPES.contains(type)) {
      throw AwsError.NOT_EMULATED.because(
          "This sandbox does not emulate attributes of the type " + type + ".");
    }
    if (type.equals(FLAG) && value instanceof Boolean flag) {
      return of(flag);
    }
    if (type.equals(FLAG) || !(value instanceof String text)) {
      throw AwsError.SERIALIZATION.because(
          "The value of the type %s must be a %s."
              .formatted(type, type.equals(FLAG) ? "Boolean" : "string"));
    }
    return type.equals(TEXT) ? of(text) : of(number(text));
  }

  private static BigDecimal number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw AwsError.VALIDATION.because(
          "The parameter cannot be converted to a numeric value: " + text);
    }
  }

  /** Whether it is a string. */
  public boolean isText() {
    return type.equals(TEXT);
  }

  /** Its content as a string. */
  public String text() {
    return Objects.toString(value);
  }

  /** As written in the API. */
  public Map<String, Object> toJson() {
    return Map.of(type, value);
  }

  /** As written in a world file: a string, a number, true or false. */
  Object plain() {
    return type.equals(NUMBER) ? plainNumber(new BigDecimal(text())) : value;
  }

  private static Object plainNumber(BigDecimal number) {
    return number.scale() <= 0 && number.precision() < 10
        ? (Object) number.intValueExact()
        : number;
  }
}
