package io.keystoreconnector.lifecycle;

/** A notification failed. If a function throws it, Lambda tries again. */
public final class NotificationFailed extends RuntimeException {

  NotificationFailed(String message) {
    super(message);
  }
}
