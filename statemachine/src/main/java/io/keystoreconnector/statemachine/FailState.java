package io.keystoreconnector.statemachine;

import io.keystoreconnector.statemachine.jsonata.Template;
import org.jspecify.annotations.Nullable;

/**
 * Ends its sequence of states with an error. Without Error or Cause, it reports none. AWS does not
 * say what happens to strings that are longer than its API can return; here they are errors, so
 * that no definition relies on it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_ExecutionFailedEventDetails.html">ExecutionFailedEventDetails</a>
 */
record FailState(@Nullable Template error, @Nullable Template cause) implements State {
  static final String TYPE = "Fail";
  private static final int LONGEST_ERROR = 256;
  private static final int LONGEST_CAUSE = 32_768;

  static FailState load(DefinitionReader fields) {
    return new FailState(fields.textOrExpression("Error"), fields.textOrExpression("Cause"));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Transition run(Visit visit) throws StateFailed {
    throw new StateFailed(
        text(visit, error, "Error", LONGEST_ERROR), text(visit, cause, "Cause", LONGEST_CAUSE));
  }

  private static @Nullable String text(
      Visit visit, @Nullable Template template, String field, int longest) throws StateFailed {
    if (template == null) {
      return null;
    }
    Object value = visit.evaluate(template, visit.scope());
    if (value instanceof String text) {
      if (text.length() > longest) {
        throw visit.valueError(
            field, "must be %d characters at most, not %d".formatted(longest, text.length()));
      }
      return text;
    }
    throw visit.wrongType(template, "string", value);
  }
}
