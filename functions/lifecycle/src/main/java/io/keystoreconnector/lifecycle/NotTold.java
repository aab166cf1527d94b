package io.keystoreconnector.lifecycle;

/** Somebody could not be told. Thrown out of a function it makes Lambda try again. */
public final class NotTold extends RuntimeException {

  NotTold(String message) {
    super(message);
  }
}
