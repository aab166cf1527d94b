package io.keystoreconnector.handlers;

/** AWS limits the rate of calls: the call was not carried out. The state machine tries again. */
public final class Throttled extends RuntimeException {

  Throttled(String sentence) {
    super(sentence);
  }
}
