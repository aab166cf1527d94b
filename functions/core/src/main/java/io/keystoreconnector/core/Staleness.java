package io.keystoreconnector.core;

import io.keystoreconnector.core.Progress.Step;
import java.time.Duration;

/** Whether a look can be believed: docs/decisions/eventual-consistency.md. */
record Staleness(Situation s) {

  /**
   * How long KMS may go on showing what was true before a call of ours. It documents eventual
   * consistency without a figure; a few seconds are usual.
   */
  static final Duration LONGEST = Duration.ofSeconds(30);

  /**
   * Whether the look may show what was true before a call that this run made a moment ago. After a
   * Connect that is DISCONNECTED, and FAILED from the attempt before; after a Disconnect FAILED,
   * and after an Update too, which KMS accepts of a DISCONNECTED store only. One look may be behind
   * the one before it, so that not only the last call counts.
   *
   * <p>To believe an old FAILED would end the run for a cause that was just removed, so that there
   * the time is allowed for that the call itself may have taken; elsewhere an old look costs a
   * refused call at most.
   */
  boolean mayBeStale() {
    return s.progress().steps().stream().anyMatch(this::mayHide);
  }

  private boolean mayHide(Step step) {
    boolean moved = step.answer().mayHaveHappened() || step.answer().refusedForState();
    return switch (step.action()) {
      case "Connect" ->
          moved
              && decidedWithin(LONGEST, step)
              && (s.store().state() == ConnectionState.DISCONNECTED
                  || s.store().state() == ConnectionState.FAILED);
      case "Disconnect" ->
          moved
              && decidedWithin(LONGEST.plus(Window.LONGEST_ACT), step)
              && s.store().state() == ConnectionState.FAILED;
      case "Update" ->
          step.answer().mayHaveHappened()
              && (s.store().state() == ConnectionState.FAILED
                  ? decidedWithin(LONGEST.plus(Window.LONGEST_ACT), step)
                  : decidedWithin(LONGEST, step) && showsOtherClusterThanRequested());
      default -> false;
    };
  }

  private boolean decidedWithin(Duration time, Step step) {
    return s.now().isBefore(step.at().plus(time));
  }

  private boolean showsOtherClusterThanRequested() {
    String wanted = s.request().update().settings().get(UpdateField.CLOUD_HSM_CLUSTER_ID);
    return wanted != null && !wanted.equals(s.store().clusterId());
  }
}
