package io.keystoreconnector.core;

import java.time.Duration;
import java.time.Instant;

/** The time that a run has. */
record Window(Instant startedAt, Duration length) {

  /**
   * Kept free at the end, so that there is always a report before the machine's own time-out, even
   * after a last Connect.
   */
  static final Duration REPORT_MARGIN = Duration.ofSeconds(32);

  /** What all the state machine does between its steps may take, together. */
  static final Duration SLACK = Duration.ofSeconds(2);

  /**
   * The longest that a look can take, its retry included: a test compares it with the state
   * machine.
   */
  static final Duration LONGEST_LOOK = Duration.ofSeconds(14);

  /** The longest from the look that decides an act to the act's answer: a call takes as a look. */
  static final Duration LONGEST_ACT = LONGEST_LOOK.multipliedBy(2);

  /**
   * A repair that would have to be begun later than this before the end is left to the next run.
   */
  static final Duration REPAIR_MARGIN = Duration.ofSeconds(60);

  Instant deadline() {
    return startedAt.plus(length).minus(REPORT_MARGIN);
  }

  Instant lastLook() {
    return startedAt.plus(length).minus(LONGEST_LOOK).minus(SLACK);
  }

  /** A Connect after the window is over must be decided by then, so that it still ends within. */
  Instant lastConnect() {
    return startedAt.plus(length).minus(LONGEST_ACT).minus(SLACK);
  }

  Instant lastRepair() {
    return deadline().minus(REPAIR_MARGIN);
  }

  boolean over(Instant now) {
    return !now.isBefore(deadline());
  }

  /**
   * The given wait in whole seconds, cut so that the next look does not come after the deadline.
   */
  int clip(int seconds, Instant now) {
    long left = Duration.between(now, deadline()).plusMillis(999).toSeconds();
    return (int) Math.max(1, Math.min(seconds, left));
  }
}
