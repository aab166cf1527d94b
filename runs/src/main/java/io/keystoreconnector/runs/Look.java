package io.keystoreconnector.runs;

import io.keystoreconnector.runs.json.JsonTree;
import io.keystoreconnector.runs.phrases.ActionWords;

/**
 * What a look saw and decided, as people read it: two looks that read the same are equal.
 *
 * @param state the state of the key store, with its code if any; empty if it saw none
 * @param seen what it saw, in words; empty if it did not see a key store
 * @param action the name of what it decided to do
 * @param attempt such as “attempt 1 of 3”; empty before the first
 */
public record Look(String state, String seen, String action, String why, String attempt) {

  /** Nothing was seen yet. */
  public static final Look NONE = of(JsonTree.EMPTY);

  /** Reads the answer of the function that looks. */
  static Look of(JsonTree payload) {
    RunReport report = new RunReport(payload.get("report"));
    return new Look(
        report.state(),
        report.seen(),
        payload.text("action"),
        payload.text("why"),
        report.attempts() > 0
            ? "attempt %d of %d".formatted(report.attempts(), report.maxAttempts())
            : "");
  }

  /** Whether it saw a key store. */
  public boolean sawSomething() {
    return !seen.isEmpty();
  }

  /** Whether there is nothing to do for now. */
  public boolean isWait() {
    return action.equals("Wait");
  }

  /** Whether the request breaks a rule, so that nothing was looked at. */
  public boolean refusesRequest() {
    return action.equals("InvalidRequest");
  }

  /** The decision in words for people. */
  public String decision() {
    return ActionWords.decision(action);
  }
}
