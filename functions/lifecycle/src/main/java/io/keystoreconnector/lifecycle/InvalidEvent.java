package io.keystoreconnector.lifecycle;

/** A function was called with something other than its event. */
public final class InvalidEvent extends RuntimeException {

  InvalidEvent(String sentence) {
    super(sentence);
  }
}
