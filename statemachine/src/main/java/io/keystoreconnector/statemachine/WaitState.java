package io.keystoreconnector.statemachine;

import io.keystoreconnector.statemachine.jsonata.Template;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Waits for a number of seconds, or until a timestamp. */
record WaitState(@Nullable Template seconds, @Nullable Template timestamp, Exit exit)
    implements State {
  static final String TYPE = "Wait";

  static WaitState load(DefinitionReader fields) {
    if (fields.has("Seconds") == fields.has("Timestamp")) {
      fields.problem("", "needs either Seconds or Timestamp");
    }
    return new WaitState(
        fields.numberOrExpression("Seconds", 0), fields.template("Timestamp"), Exit.load(fields));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Transition run(Visit visit) throws StateFailed {
    visit.sequence().await(until(visit), () -> false);
    return exit.take(visit, visit.scope(), visit.input());
  }

  private Instant until(Visit visit) throws StateFailed {
    return timestamp == null
        ? visit.enteredTime().plusSeconds(visit.seconds(seconds, "Seconds", 0))
        : moment(visit, timestamp);
  }

  private static Instant moment(Visit visit, Template timestamp) throws StateFailed {
    Object value = visit.evaluate(timestamp, visit.scope());
    try {
      return OffsetDateTime.parse(String.valueOf(value)).toInstant();
    } catch (DateTimeParseException e) {
      throw visit.queryError("Timestamp", "must be a timestamp such as 2026-11-23T03:00:00Z");
    }
  }
}
