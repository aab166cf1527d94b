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

  /**
   * The same for a task that may be a job of another service, for whose end it waits.
   *
   * @throws TaskFailed if the task ends with an error
   */
  default @Nullable Object run(String resource, @Nullable Object arguments, Job job)
      throws TaskFailed {
    return run(resource, arguments);
  }

  /** What the state of a task and the runner of the task tell each other. */
  interface Job {
    /** The other service has accepted the job with this answer, a plain JSON tree. */
    void submitted(Object answer);

    /** Whether nobody waits for the result any more, because of a time-out or another end. */
    boolean isGivenUp();
  }
}
