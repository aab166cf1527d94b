package io.keystoreconnector.runs.phrases;

import io.keystoreconnector.runs.json.JsonTree;

/** Steps that failed, were refused or did nothing, in words. */
public final class FailureWords {

  private FailureWords() {}

  /** A step of this state that did not answer in time. */
  public static String timedOut(String state) {
    return "Step “%s” did not answer in time.".formatted(state);
  }

  /** A step that tried to write the journal after another run had written it. */
  public static String lostRace() {
    return "Someone else wrote the journal in the meantime; reading it again.";
  }

  /**
   * A step of this state that failed.
   *
   * @param cause as Lambda reports it, as JSON with an errorMessage, or as any other text
   */
  public static String failed(String state, String error, String cause) {
    JsonTree told = JsonTree.parsed(cause);
    String message = told.isObject() ? told.text("errorMessage") : cause;
    return "Step “%s” failed with %s%s"
        .formatted(
            state,
            error.startsWith("io.") ? error.substring(error.lastIndexOf('.') + 1) : error,
            message.isEmpty() ? "." : ": " + message);
  }

  /** An answer other than accepted. */
  public static String answer(String outcome, String error, String detail) {
    return outcome.equals("SKIPPED")
        ? "Nothing done. " + detail
        : "Refused, %s: %s".formatted(error, detail);
  }
}
