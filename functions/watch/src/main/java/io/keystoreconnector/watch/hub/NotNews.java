package io.keystoreconnector.watch.hub;

/** An event that no release of the connector sends; the message says what is wrong with it. */
public final class NotNews extends RuntimeException {

  NotNews(String what) {
    super("The event is not one of the connector's: " + what + ".");
  }
}
