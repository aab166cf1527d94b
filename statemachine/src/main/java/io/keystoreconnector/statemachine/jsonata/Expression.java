package io.keystoreconnector.statemachine.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.Frame;
import org.jspecify.annotations.Nullable;

/** One JSONata expression, parsed once and evaluated as often as needed, by any thread. */
public final class Expression {
  private static final String OPEN = "{%";
  private static final String CLOSE = "%}";

  private final String text;
  private final Jsonata jsonata;

  private Expression(String text) {
    this.text = text;
    this.jsonata = Jsonata.jsonata(text);
    // Distinguishes "null" from "nothing": the first is a value, the second an error.
    jsonata.setOutputConvertNulls(false);
    jsonata.setValidateInput(false);
  }

  /** Whether a string of a definition is an expression. */
  public static boolean isExpression(String field) {
    return field.startsWith(OPEN) && field.endsWith(CLOSE);
  }

  /**
   * Parses a field that reads <code>{% … %}</code>.
   *
   * @throws IllegalArgumentException if the content is not JSONata; the message says why
   */
  public static Expression parse(String field) {
    String text = field.substring(OPEN.length(), field.length() - CLOSE.length()).strip();
    try {
      return new Expression(text);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("'" + text + "' is not JSONata: " + message(e), e);
    }
  }

  /** The names that the expression uses from outside. */
  public Names names() {
    return Syntax.names(jsonata);
  }

  /** The value as a plain tree; errors include the location. */
  @Nullable Object evaluate(Frame frame, String location) throws QueryFailed {
    Object value;
    try {
      value = jsonata.evaluate(null, frame);
      if (value == null) {
        throw new QueryFailed(location, described(location) + " returned nothing (undefined).");
      }
      return PlainTree.of(value);
    } catch (StackOverflowError e) {
      throw failed(location, "Stack overflow error: check for a recursion that does not end", e);
    } catch (RuntimeException e) {
      throw failed(location, message(e), e);
    }
  }

  private QueryFailed failed(String location, String why, Throwable cause) {
    QueryFailed failed =
        new QueryFailed(
            location, described(location) + " threw an error during evaluation. " + why);
    failed.initCause(cause);
    return failed;
  }

  private String described(String location) {
    return "The JSONata expression '%s' specified for the field '%s'".formatted(text, location);
  }

  private static String message(Throwable e) {
    return e instanceof JException known ? known.getDetailedErrorMessage() : String.valueOf(e);
  }

  @Override
  public String toString() {
    return text;
  }
}
