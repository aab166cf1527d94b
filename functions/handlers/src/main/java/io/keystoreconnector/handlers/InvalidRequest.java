package io.keystoreconnector.handlers;

/**
 * The function was called with something that is not a request, or that the state machine never
 * sends.
 */
public final class InvalidRequest extends RuntimeException {

  /** Names the field and what it must be. */
  public InvalidRequest(String sentence) {
    super(sentence);
  }
}
