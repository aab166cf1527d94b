package io.keystoreconnector.handlers;

import io.keystoreconnector.core.ActResult;
import io.keystoreconnector.core.ActResult.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An answer as JSON; also what the state machine's Catch passes on when a step failed. */
final class ActResultJson {

  /**
   * Errors after which it is certain that a step did not reach AWS, or was rejected at once. Those
   * of Lambda are the ones that say that the function was not started and may be started later.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
   */
  static final Set<String> NOT_CARRIED_OUT =
      Set.of(
          Throttled.class.getName(),
          NoTimeLeft.class.getName(),
          "Lambda.TooManyRequestsException",
          "Lambda.ResourceConflictException",
          "Lambda.ResourceNotReadyException",
          "Lambda.SnapStartNotReadyException",
          "Lambda.SnapStartTimeoutException",
          "Lambda.SnapStartException",
          "Lambda.SnapStartRegenerationFailureException");

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
    String said = said(json.optionalText("Cause").orElse(""));
    ActResult last =
        NOT_CARRIED_OUT.contains(error)
            ? new ActResult(Outcome.THROTTLED, error, said + "The call was not carried out.")
            : new ActResult(
                Outcome.UNKNOWN, error, said + "It is not known whether the call was carried out.");
    return json.has("retry") && json.number("retry") > 0 ? last.afterLostTry() : last;
  }

  /** The message in an error that Lambda reports, as a sentence with a space after it. */
  private static String said(String cause) {
    return Json.object(cause)
        .map(error -> error.get("errorMessage"))
        .filter(String.class::isInstance)
        .map(message -> message.toString().strip())
        .filter(message -> !message.isEmpty())
        .map(message -> message + (message.matches("(?s).*[.!?]") ? " " : ". "))
        .orElse("");
  }
}
