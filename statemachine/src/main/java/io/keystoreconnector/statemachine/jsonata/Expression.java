package io.keystoreconnector.statemachine.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.Frame;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/** One JSONata expression, parsed once and evaluated as often as needed, by any thread. */
public final class Expression {
  private static final String OPEN = "{%";
  private static final String CLOSE = "%}";
  private static final JSON WITH_NULLS = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

  private final String text;
  private final Jsonata jsonata;
  private final Names names;

  private Expression(String text) {
    this.text = text;
    this.jsonata = Jsonata.jsonata(text);
    this.names = Syntax.names(jsonata);
    Operators.replace(jsonata);
    Corrections.bindTo(jsonata);
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
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException("'" + text + "' is nested too deeply", e);
    } catch (RuntimeException | Error e) {
      throw new IllegalArgumentException("'" + text + "' is not JSONata: " + reason(e, text), e);
    }
  }

  /** The names that the expression uses from outside. */
  public Names names() {
    return names;
  }

  /**
   * The value as a plain tree; errors include the location. Whatever the library throws is an error
   * of this expression, so that it can be caught and reported.
   */
  @Nullable Object evaluate(Frame frame, String location) throws QueryFailed {
    Bounds.watch(frame);
    try {
      Object value = jsonata.evaluate(null, frame);
      if (value != null) {
        return PlainTree.of(value);
      }
    } catch (PlainTree.NotJson e) {
      throw new QueryFailed(
          location, described(location) + " returned an unsupported result type.");
    } catch (RuntimeException | Error e) {
      throw failed(location, e);
    }
    throw new QueryFailed(location, described(location) + " returned nothing (undefined).");
  }

  private QueryFailed failed(String location, Throwable cause) {
    String exceeded = Bounds.exceeded(cause);
    String why = exceeded == null ? ". " + message(cause) : ": " + exceeded;
    QueryFailed failed =
        new QueryFailed(location, described(location) + " threw an error during evaluation" + why);
    failed.initCause(cause);
    return failed;
  }

  /** The value has another type than the field needs; the types have their names in JSON. */
  QueryFailed wrongType(String location, String expected, @Nullable Object value) {
    return new QueryFailed(
        location,
        "%s returned an unexpected result type. Expected '%s', but was '%s' for value: %s"
            .formatted(described(location), expected, type(value), WITH_NULLS.asString(value)));
  }

  private static String type(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case List<?> list -> "array";
      case Map<?, ?> map -> "object";
      case String string -> "string";
      case Boolean flag -> "boolean";
      default -> "number";
    };
  }

  private String described(String location) {
    return "The JSONata expression '%s' specified for the field '%s'".formatted(text, location);
  }

  private static String reason(Throwable e, String text) {
    return e instanceof JException known ? ErrorText.sentence(known, text) : String.valueOf(e);
  }

  private String message(Throwable e) {
    return e instanceof JException known ? ErrorText.of(known, text) : String.valueOf(e);
  }

  @Override
  public String toString() {
    return text;
  }
}
