package io.keystoreconnector.core;

import io.keystoreconnector.core.ActHistory.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a check can be trusted: docs/decisions/eventual-consistency.md.
 *
 * @param steps what this run did before the check
 * @param store the key store as the check shows it
 * @param wantedCluster the cluster that the request assigns to the key store, if any
 * @param now when the check began
 */
record Staleness(List<Step> steps, KeyStore store, @Nullable String wantedCluster, Instant now) {

  /**
   * How long KMS may show the state before our own call. KMS documents eventual consistency without
   * a figure; a few seconds are usual.
   */
  static final Duration LONGEST = Duration.ofSeconds(30);

  /**
   * Whether the check may show the state before a call that this run has just made. After a
   * Connect, that state is DISCONNECTED, or FAILED from the attempt before; after a Disconnect it
   * is FAILED, and so it is after an Update, which KMS never accepts for a FAILED store. A check
   * may show an older state than the check before it, so not only the last call counts.
   *
   * <p>Trusting an old FAILED would end the run for a cause that was just removed, so the time that
   * the call itself may have taken is added there; elsewhere an old state costs at most one refused
   * call.
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
                  ? decidedWithin(LONGEST.plus(Window.LONGEST_UPDATE), step)
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
