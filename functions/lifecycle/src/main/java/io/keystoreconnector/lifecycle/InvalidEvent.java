package io.keystoreconnector.lifecycle;

/** A function was called with something that is not the event it is for. */
public final class InvalidEvent extends RuntimeException {

  InvalidEvent(String sentence) {
    super(sentence);
  }
}
