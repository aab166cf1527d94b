package io.keystoreconnector.lifecycle;

/** Someone could not be told. Thrown out of a function it makes Lambda try again. */
public final class NotificationFailed extends RuntimeException {

  NotificationFailed(String message) {
    super(message);
  }
}
