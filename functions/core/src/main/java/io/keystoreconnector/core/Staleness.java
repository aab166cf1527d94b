package io.keystoreconnector.core;

import io.keystoreconnector.core.ActHistory.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a look can be believed: docs/decisions/eventual-consistency.md.
 *
 * @param steps what this run has done before the look
 * @param store the key store as the look shows it
 * @param wantedCluster the cluster that the request gives the key store, if it gives one
 * @param now when the look began
 */
record Staleness(List<Step> steps, KeyStore store, @Nullable String wantedCluster, Instant now) {

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
    return steps.stream().anyMatch(this::mayHide);
  }

  private boolean mayHide(Step step) {
    boolean moved = step.answer().mayHaveHappened() || step.answer().refusedForState();
    boolean failed = store.state() == ConnectionState.FAILED;
    return switch (step.act()) {
      case CONNECT ->
          moved
              && decidedWithin(LONGEST, step)
              && (store.state() == ConnectionState.DISCONNECTED || failed);
      case DISCONNECT -> moved && decidedWithin(LONGEST.plus(Window.LONGEST_ACT), step) && failed;
      case UPDATE ->
          step.answer().mayHaveHappened()
              && (failed
                  ? decidedWithin(LONGEST.plus(Window.LONGEST_ACT), step)
                  : decidedWithin(LONGEST, step) && showsOtherClusterThanRequested());
      case ADD_HSM -> false;
    };
  }

  private boolean decidedWithin(Duration time, Step step) {
    return now.isBefore(step.at().plus(time));
  }

  private boolean showsOtherClusterThanRequested() {
    return wantedCluster != null && !wantedCluster.equals(store.clusterId());
  }
}
