package io.keystoreconnector.local;

/** The constructor of a handler threw; the message is the one of what it threw. */
public final class FunctionFailedToStart extends RuntimeException {

  private static final long serialVersionUID = 1;

  FunctionFailedToStart(String className, Throwable thrown) {
    super(className + ": " + thrown.getMessage(), thrown);
  }
}
