package io.keystoreconnector.core;

import java.time.Duration;
import java.time.Instant;

/** The time that a run has. */
record Window(Instant startedAt, Duration length) {

  /**
   * Kept free at the end, so that there is always a report before the machine's own time-out, even
   * after a last Connect.
   */
  static final Duration REPORT_MARGIN = Duration.ofSeconds(37);

  /** What all the state machine does between its steps may take, together. */
  static final Duration SLACK = Duration.ofSeconds(2);

  /**
   * The longest that a look can take, its retry included: a test compares it with the state
   * machine.
   */
  static final Duration LONGEST_LOOK = Duration.ofSeconds(14);

  /** The longest that reading or writing the journal can take, its retry included. */
  static final Duration LONGEST_JOURNAL = Duration.ofSeconds(5);

  /**
   * The longest from the look that decides an act to the act's answer: it is written down before,
   * and a call takes as long as a look.
   */
  static final Duration LONGEST_ACT = LONGEST_LOOK.plus(LONGEST_JOURNAL).plus(LONGEST_LOOK);

  /**
   * A repair that would have to be begun later than this before the end is left to the next run.
   */
  static final Duration REPAIR_MARGIN = Duration.ofSeconds(60);

  Instant deadline() {
    return startedAt.plus(length).minus(REPORT_MARGIN);
  }

  /** A look may begin by then: it ends, and what it saw is written down, within the window. */
  Instant lastLook() {
    return startedAt.plus(length).minus(LONGEST_LOOK).minus(LONGEST_JOURNAL).minus(SLACK);
  }

  /** A look may send for the journal by then: the look after that still begins in time. */
  Instant lastRecall() {
    return lastLook().minus(LONGEST_LOOK).minus(LONGEST_JOURNAL);
  }

  /** A Connect after the window is over must be decided by then, so that it still ends within. */
  Instant lastConnect() {
    return startedAt.plus(length).minus(LONGEST_ACT).minus(SLACK);
  }

  /** An Update must be decided by then: the look that follows at once still begins in time. */
  Instant lastUpdate() {
    return lastLook().minus(LONGEST_ACT);
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
