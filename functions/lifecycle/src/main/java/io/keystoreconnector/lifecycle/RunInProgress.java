package io.keystoreconnector.lifecycle;

/** A run that an earlier request started could not be stopped; the message says which and why. */
final class RunInProgress extends RuntimeException {

  RunInProgress(String message) {
    super(message);
  }
}
