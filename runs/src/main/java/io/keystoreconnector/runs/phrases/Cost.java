package io.keystoreconnector.runs.phrases;

import java.util.Locale;

/**
 * What a run costs on AWS, in US dollars, without what is free each month.
 *
 * @see <a href="https://aws.amazon.com/step-functions/pricing/">Step Functions pricing</a>
 * @see <a href="https://aws.amazon.com/lambda/pricing/">Lambda pricing, arm64</a>
 */
public record Cost(int transitions, long functionCalls) {

  private static final double PER_TRANSITION = 0.025 / 1_000;
  private static final double PER_CALL = 0.20 / 1_000_000;
  private static final double PER_GIGABYTE_SECOND = 0.0000133334;
  private static final double GIGABYTES = 0.5;
  private static final double SECONDS_PER_CALL = 0.3;

  /** In US dollars. */
  public double dollars() {
    double call = PER_CALL + PER_GIGABYTE_SECOND * GIGABYTES * SECONDS_PER_CALL;
    return transitions * PER_TRANSITION + functionCalls * call;
  }

  /** With its parts, and what is not included. */
  public String words() {
    return String.format(
        Locale.ROOT,
        "about US$ %.4f, for %d %s and %d function %s, %.1f s each at 512 MB. The cost of"
            + " HSMs, secrets and the journal is not included.",
        dollars(),
        transitions,
        transitions == 1 ? "transition" : "transitions",
        functionCalls,
        functionCalls == 1 ? "call" : "calls",
        SECONDS_PER_CALL);
  }
}
