package io.keystoreconnector.runs.phrases;

import io.keystoreconnector.statemachine.HistoryEvent;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** Steps that failed, were refused or did nothing, in words. */
public final class FailureWords {

  private FailureWords() {}

  /** A step that ended with TaskFailed or TaskTimedOut. */
  public static String of(String state, HistoryEvent event) {
    if (event.type().equals("TaskTimedOut")) {
      return "The step “%s” gave no answer in time.".formatted(state);
    }
    if (JournalSteps.lostRace(event)) {
      return "Someone else has written the journal meanwhile; it is read again.";
    }
    String error = Objects.toString(event.details().get("error"), "");
    String message = message(Objects.toString(event.details().get("cause"), ""));
    return "The step “%s” failed, %s%s"
        .formatted(
            state,
            error.startsWith("io.") ? error.substring(error.lastIndexOf('.') + 1) : error,
            message.isEmpty() ? "." : ": " + message);
  }

  private static String message(String cause) {
    try {
      return JSON.std.anyFrom(cause) instanceof Map<?, ?> map
          ? Objects.toString(map.get("errorMessage"), "")
          : cause;
    } catch (JacksonException e) {
      return cause;
    }
  }

  /** An answer other than that the call was accepted. */
  public static String answer(Map<?, ?> payload) {
    String detail = Objects.toString(payload.get("detail"), "");
    return "SKIPPED".equals(payload.get("outcome"))
        ? "Nothing done. " + detail
        : "Refused, %s: %s".formatted(payload.get("error"), detail);
  }
}
