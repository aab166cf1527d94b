package io.keystoreconnector.statemachine;

/** A function as Lambda calls it: JSON text in, JSON text out. */
@FunctionalInterface
public interface LambdaFunction {
  /** Answers one call; whatever is thrown becomes the task's error under its class name. */
  String invoke(String payload) throws Throwable;
}
