package io.keystoreconnector.core;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of an act.
 *
 * @param detail for REFUSED the message of the AWS exception, otherwise what a person may want to
 *     know
 * @param created the id of what AWS is creating, such as an HSM
 */
public record ActResult(Outcome outcome, String error, String detail, @Nullable String created) {

  /** The five ways an act can end. */
  public enum Outcome {
    /** AWS accepted the call. */
    ACCEPTED,
    /** The call was not made, because the state had changed since the decision. */
    SKIPPED,
    /** AWS answered with a named exception: nothing happened. */
    REFUSED,
    /** The call was not carried out because of throttling. */
    THROTTLED,
    /** No answer, or one that does not say whether the call was carried out. */
    UNKNOWN
  }

  /** Long enough for the messages of AWS exceptions, in characters. */
  static final int LONGEST_DETAIL = 500;

  /** What a function answers if the deployment does not allow the act. */
  private static final String NOT_ALLOWED = "NotAllowed";

  static final String INVALID_STATE = "CustomKeyStoreInvalidStateException";

  /** An answer; a detail longer than {@link #LONGEST_DETAIL} is cut. */
  public ActResult {
    detail =
        detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL - 1) + "…";
  }

  /** An answer to a call that creates nothing. */
  public ActResult(Outcome outcome, String error, String detail) {
    this(outcome, error, detail, null);
  }

  /** The answer of an act that was cut off. */
  public static ActResult unknown(String detail) {
    return new ActResult(Outcome.UNKNOWN, "", detail);
  }

  /**
   * What this answer to the last attempt says about a step whose attempt before was cut off: that
   * one may have been carried out, unless AWS accepts the call now or refuses it for good. That the
   * deployment does not allow it now says nothing: the key store may have been renamed in between.
   */
  public ActResult afterLostTry() {
    return outcome == Outcome.ACCEPTED
            || outcome == Outcome.UNKNOWN
            || (refusedForGood() && !error.equals(NOT_ALLOWED))
        ? this
        : new ActResult(
            Outcome.UNKNOWN,
            error,
            sentence() + " It is not known whether the attempt before it was carried out.");
  }

  /** The same answer, after a check has shown that the call was not carried out. */
  ActResult disproved() {
    return new ActResult(
        Outcome.SKIPPED,
        error,
        "No check saw the call take effect, and the key store is DISCONNECTED.");
  }

  /** The error and what AWS said about it, to end a sentence with. */
  String phrase() {
    String said = Phrase.of(detail);
    return said.isEmpty() ? error : error + ", " + said;
  }

  /** The detail as a sentence. */
  String sentence() {
    return Phrase.of(detail) + ".";
  }

  /** Whether the call took effect, or may have. */
  boolean mayHaveHappened() {
    return outcome == Outcome.ACCEPTED || outcome == Outcome.UNKNOWN;
  }

  /** Whether AWS refused because the key store was in another state than the check had shown. */
  boolean refusedForState() {
    return outcome == Outcome.REFUSED && error.equals(INVALID_STATE);
  }

  /** Whether AWS refused for a reason that another check will not change. */
  boolean refusedForGood() {
    return outcome == Outcome.REFUSED && !refusedForState();
  }
}
