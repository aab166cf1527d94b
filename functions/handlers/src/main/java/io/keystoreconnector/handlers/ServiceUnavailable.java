package io.keystoreconnector.handlers;

/**
 * AWS did not answer, or with an internal error: nobody knows whether the call was carried out. The
 * state machine looks again.
 */
public final class ServiceUnavailable extends RuntimeException {

  ServiceUnavailable(String sentence) {
    super(sentence);
  }
}
