package io.keystoreconnector.statemachine;

import org.jspecify.annotations.Nullable;

/** Runs the tasks of Task states. */
@FunctionalInterface
public interface TaskRunner {
  /**
   * Runs one task and returns its result, a plain JSON tree like the arguments. On virtual time, it
   * may move the clock.
   *
   * @throws TaskFailed if the task ends with an error; any other exception is a bug in the runner
   *     itself and ends the run
   */
  @Nullable Object run(String resource, @Nullable Object arguments) throws TaskFailed;
}
