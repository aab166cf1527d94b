package io.keystoreconnector.local;

/** The constructor of a handler threw; the message is that of the exception. */
public final class FunctionFailedToStart extends RuntimeException {

  private static final long serialVersionUID = 1;

  FunctionFailedToStart(String className, Throwable thrown) {
    super(className + ": " + thrown.getMessage(), thrown);
  }
}
