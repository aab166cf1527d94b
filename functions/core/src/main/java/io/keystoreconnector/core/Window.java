package io.keystoreconnector.core;

import java.time.Duration;
import java.time.Instant;

/** The time available to a run. */
record Window(Instant startedAt, Duration length) {

  /**
   * Time reserved at the end, so that there is always a report before the machine's own timeout,
   * even after a last Connect.
   */
  static final Duration REPORT_MARGIN = Duration.ofSeconds(37);

  /** The total time that the state machine may take between its steps. */
  static final Duration SLACK = Duration.ofSeconds(2);

  /**
   * The longest that a check can take, including its retry; a test compares it with the state
   * machine.
   */
  static final Duration LONGEST_LOOK = Duration.ofSeconds(14);

  /** The longest that reading or writing the journal can take, including its retry. */
  static final Duration LONGEST_JOURNAL = Duration.ofSeconds(5);

  /**
   * The longest time from the check that decides an act to the act's answer: the act is written
   * down in between, and a call takes as long as a check.
   */
  static final Duration LONGEST_ACT = LONGEST_LOOK.plus(LONGEST_JOURNAL).plus(LONGEST_LOOK);

  /**
   * The same for an Update, whose step waits longer: KMS asks others before it refuses one. A test
   * compares it with the state machine.
   */
  static final Duration LONGEST_UPDATE =
      LONGEST_LOOK.plus(LONGEST_JOURNAL).plus(Duration.ofSeconds(24));

  /** With less than this time left, a repair is left to the next run. */
  static final Duration REPAIR_MARGIN = Duration.ofSeconds(60);

  Instant deadline() {
    return startedAt.plus(length).minus(REPORT_MARGIN);
  }

  /** The latest start of a check that ends, with its result written down, within the window. */
  Instant lastLook() {
    return startedAt.plus(length).minus(LONGEST_LOOK).minus(LONGEST_JOURNAL).minus(SLACK);
  }

  /**
   * The latest start of a check that may read the journal: the check after that still begins in
   * time.
   */
  Instant lastRecall() {
    return lastLook().minus(LONGEST_LOOK).minus(LONGEST_JOURNAL);
  }

  /**
   * The latest time to decide on a Connect at the end of the window, so that it still ends within
   * it.
   */
  Instant lastConnect() {
    return startedAt.plus(length).minus(LONGEST_ACT).minus(SLACK);
  }

  /**
   * The latest time to decide on an Update: the check that follows at once still begins in time.
   */
  Instant lastUpdate() {
    return lastLook().minus(LONGEST_UPDATE);
  }

  Instant lastRepair() {
    return deadline().minus(REPAIR_MARGIN);
  }

  boolean over(Instant now) {
    return !now.isBefore(deadline());
  }

  /** The given wait in whole seconds, cut so that the next check is not after the deadline. */
  int clip(int seconds, Instant now) {
    long left = Duration.between(now, deadline()).plusMillis(999).toSeconds();
    return (int) Math.max(1, Math.min(seconds, left));
  }
}
