package io.keystoreconnector.handlers;

/**
 * AWS did not answer, or answered with an internal error: it is not known whether the call was
 * carried out. The state machine checks again.
 */
public final class ServiceUnavailable extends RuntimeException {

  ServiceUnavailable(String sentence) {
    super(sentence);
  }
}
