package io.keystoreconnector.statemachine;

/** A function as Lambda calls it: a JSON string in, a JSON string out. */
@FunctionalInterface
public interface LambdaFunction {
  /** Answers one call; an exception becomes the task's error under its class name. */
  String invoke(String payload) throws Throwable;
}
