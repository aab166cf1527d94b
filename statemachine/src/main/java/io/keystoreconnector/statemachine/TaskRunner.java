package io.keystoreconnector.statemachine;

import org.jspecify.annotations.Nullable;

/** Does what a Task state asks for. */
@FunctionalInterface
public interface TaskRunner {
  /**
   * Does one task and returns its result, a plain JSON tree, as the arguments are. On virtual time
   * it may move the clock.
   *
   * @throws TaskFailed if the task ends with an error; any other exception is a mistake in the
   *     runner itself and ends the run with it
   */
  @Nullable Object run(String resource, @Nullable Object arguments) throws TaskFailed;
}
