package io.keystoreconnector.statemachine;

import io.keystoreconnector.statemachine.jsonata.Template;
import org.jspecify.annotations.Nullable;

/** Ends its line of states with an error. Without Error or Cause it reports none. */
record FailState(@Nullable Template error, @Nullable Template cause) implements State {
  static final String TYPE = "Fail";

  static FailState load(Fields fields) {
    return new FailState(fields.template("Error"), fields.template("Cause"));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Transition run(Visit visit) throws StateFailed {
    throw new StateFailed(text(visit, error, "Error"), text(visit, cause, "Cause"));
  }

  private static @Nullable String text(Visit visit, @Nullable Template template, String field)
      throws StateFailed {
    if (template == null) {
      return null;
    }
    if (visit.evaluate(template, visit.scope()) instanceof String text) {
      return text;
    }
    throw visit.queryError(field, "must be a string");
  }
}
