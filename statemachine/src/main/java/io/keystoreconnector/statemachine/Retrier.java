package io.keystoreconnector.statemachine;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** One entry of Retry; intervals are in seconds. */
record Retrier(
    ErrorNames errors,
    int interval,
    int maxAttempts,
    double backoffRate,
    int maxDelay,
    boolean fullJitter) {
  private static final int MOST = 99_999_999;
  private static final int LONGEST_DELAY = 31_622_400;
  private static final double MILLIS = 1000;

  static Retrier load(DefinitionReader fields) {
    Retrier retrier =
        new Retrier(
            ErrorNames.load(fields),
            fields.whole("IntervalSeconds", 1, MOST, 1),
            fields.whole("MaxAttempts", 0, MOST, 3),
            fields.number("BackoffRate", 1, MOST, 2),
            fields.whole("MaxDelaySeconds", 1, LONGEST_DELAY, LONGEST_DELAY),
            jitter(fields));
    if (retrier.maxDelay <= retrier.interval && fields.has("MaxDelaySeconds")) {
      fields.problem("MaxDelaySeconds", "must be greater than IntervalSeconds");
    }
    fields.refuseOthers("a retrier");
    return retrier;
  }

  private static boolean jitter(DefinitionReader fields) {
    String strategy = fields.has("JitterStrategy") ? fields.requiredText("JitterStrategy") : "NONE";
    if (!strategy.equals("FULL") && !strategy.equals("NONE")) {
      fields.problem("JitterStrategy", "must be FULL or NONE");
    }
    return strategy.equals("FULL");
  }

  /** How long to wait when this retrier has already retried that many times. */
  Duration delay(int retries, RandomGenerator random) {
    double seconds = Math.min(interval * Math.pow(backoffRate, retries), maxDelay);
    double share = fullJitter ? random.nextDouble() : 1;
    return Duration.ofMillis(Math.round(seconds * share * MILLIS));
  }
}
