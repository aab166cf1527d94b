package io.keystoreconnector.handlers;

import io.keystoreconnector.core.ActResult;
import io.keystoreconnector.core.ActResult.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An answer as JSON; also what the state machine's Catch passes on when a step failed. */
final class ActResultJson {

  /** Errors after which it is certain that a step did not reach AWS, or was rejected at once. */
  static final Set<String> NOT_CARRIED_OUT =
      Set.of(
          Throttled.class.getName(),
          NoTimeLeft.class.getName(),
          "Lambda.TooManyRequestsException",
          "Lambda.ResourceConflictException",
          "Lambda.SnapStartNotReadyException",
          "Lambda.SnapStartTimeoutException",
          "Lambda.SnapStartException");

  private ActResultJson() {}

  static Map<String, Object> write(ActResult answer) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("outcome", answer.outcome().name());
    json.put("error", answer.error());
    json.put("detail", answer.detail());
    if (answer.created() != null) {
      json.put("created", answer.created());
    }
    return json;
  }

  /** The answer; null if there is none. */
  static @Nullable ActResult read(Event json) {
    if (json.isEmpty()) {
      return null;
    }
    return json.has("Error") ? caught(json) : plain(json);
  }

  static ActResult plain(Event json) {
    try {
      return new ActResult(
          Outcome.valueOf(json.text("outcome")),
          json.text("error"),
          json.text("detail"),
          json.optionalText("created").orElse(null));
    } catch (IllegalArgumentException e) {
      throw new InvalidRequest("outcome must be one that this version knows.");
    }
  }

  /** If a step is repeated only after an attempt that was cut off, its retries are passed along. */
  private static ActResult caught(Event json) {
    String error = json.text("Error");
    ActResult last =
        NOT_CARRIED_OUT.contains(error)
            ? new ActResult(Outcome.THROTTLED, error, "The call was not carried out.")
            : new ActResult(
                Outcome.UNKNOWN, error, "It is not known whether the call was carried out.");
    return json.has("retry") && json.number("retry") > 0 ? last.afterLostTry() : last;
  }
}
