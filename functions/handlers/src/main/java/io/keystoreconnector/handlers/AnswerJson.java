package io.keystoreconnector.handlers;

import io.keystoreconnector.core.Answer;
import io.keystoreconnector.core.Answer.Outcome;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An answer as JSON; also what the state machine's Catch passes on when a step failed. */
final class AnswerJson {

  /** Errors with which a step certainly did not reach AWS, or was turned away at the door. */
  static final Set<String> NOT_CARRIED_OUT =
      Set.of(Throttled.class.getName(), "Lambda.TooManyRequestsException");

  private AnswerJson() {}

  static Map<String, Object> write(Answer answer) {
    return Map.of(
        "outcome", answer.outcome().name(), "error", answer.error(), "detail", answer.detail());
  }

  /** The answer; null if there is none. */
  static @Nullable Answer read(Event json) {
    if (json.isEmpty()) {
      return null;
    }
    return json.has("Error") ? caught(json) : plain(json);
  }

  static Answer plain(Event json) {
    try {
      return new Answer(
          Outcome.valueOf(json.text("outcome")), json.text("error"), json.text("detail"));
    } catch (IllegalArgumentException e) {
      throw new InvalidRequest("outcome must be one that this version knows.");
    }
  }

  /** Where a step is repeated only after a try that was cut off, its retries come along. */
  private static Answer caught(Event json) {
    String error = json.text("Error");
    Answer last =
        NOT_CARRIED_OUT.contains(error)
            ? new Answer(Outcome.THROTTLED, error, "The call was not carried out.")
            : new Answer(Outcome.UNKNOWN, error, "Nobody knows whether the call was carried out.");
    return json.has("retry") && json.number("retry") > 0 ? last.afterLostTry() : last;
  }
}
