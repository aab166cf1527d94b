package io.keystoreconnector.statemachine;

import io.keystoreconnector.statemachine.jsonata.Template;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Waits for a number of seconds, or until a timestamp. */
record WaitState(@Nullable Template seconds, @Nullable Template timestamp, Exit exit)
    implements State {
  static final String TYPE = "Wait";

  static WaitState load(DefinitionReader fields) {
    if (fields.has("Seconds") == fields.has("Timestamp")) {
      fields.problem("", "needs either Seconds or Timestamp");
    }
    Template timestamp = fields.textOrExpression("Timestamp");
    if (timestamp instanceof Template.Literal(String text) && parsed(text).isEmpty()) {
      fields.problem("Timestamp", "must be a timestamp such as 2026-11-23T03:00:00Z");
    }
    return new WaitState(fields.numberOrExpression("Seconds", 0), timestamp, Exit.load(fields));
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
    if (value instanceof String text) {
      Optional<Instant> moment = parsed(text);
      if (moment.isPresent()) {
        return moment.get();
      }
      throw visit.queryErrorAfterEntry(
          "Timestamp",
          "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format"
              + " string: "
              + text);
    }
    throw visit.wrongType(timestamp, "string", value);
  }

  private static Optional<Instant> parsed(String timestamp) {
    try {
      return Optional.of(OffsetDateTime.parse(timestamp).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
