package io.keystoreconnector.handlers;

/**
 * The function would be stopped before AWS can answer, so the call was not made: a call that is cut
 * off may have been carried out without anyone knowing.
 */
public final class NoTimeLeft extends RuntimeException {

  NoTimeLeft() {
    super("There was too little time left for the call, so it was not made.");
  }
}
