package io.keystoreconnector.handlers;

/**
 * AWS did not answer, or with an internal error: nobody knows whether the call was carried out. The
 * state machine looks again.
 */
public final class ServiceUnavailable extends RuntimeException {

  /** Names the IAM action and what happened to it. */
  public ServiceUnavailable(String action, String what) {
    super(action + " got no usable answer: " + what);
  }
}
