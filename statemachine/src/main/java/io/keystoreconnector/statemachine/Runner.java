package io.keystoreconnector.statemachine;

import io.keystoreconnector.statemachine.time.Timeline;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Where executions run: on which clock, with which tasks, and with which chance for jitter, {@code
 * $random} and {@code $uuid}. The listener is told each event of each execution.
 */
public record Runner(
    Timeline timeline, TaskRunner tasks, RandomGenerator random, Consumer<HistoryEvent> listener) {

  /** A runner to whose history nobody listens. */
  public Runner(Timeline timeline, TaskRunner tasks, RandomGenerator random) {
    this(timeline, tasks, random, event -> {});
  }

  /** The same with someone who listens. */
  public Runner listenedToBy(Consumer<HistoryEvent> listener) {
    return new Runner(timeline, tasks, random, listener);
  }

  /**
   * Begins an execution and returns at once. On virtual time it moves only while someone awaits.
   *
   * @param input a plain JSON tree
   * @throws IllegalArgumentException if the input is larger than 256 KiB
   */
  public Execution start(StateMachine machine, String name, @Nullable Object input) {
    return start(machine, Identity.UNNAMED, name, Payload.of(input));
  }

  /**
   * Begins an execution of a state machine that has a name, and returns at once.
   *
   * @param input JSON text, which the history repeats as it is
   * @throws IllegalArgumentException if the input is larger than 256 KiB or no JSON; the message
   *     says where
   */
  public Execution start(StateMachine machine, Identity identity, String name, String input) {
    return start(machine, identity, name, new Payload(Json.read(input), input));
  }

  private Execution start(StateMachine machine, Identity identity, String name, Payload input) {
    Execution execution = new Execution(this, machine, identity, name, input);
    execution.start();
    return execution;
  }

  /** Runs an execution to its end. */
  public ExecutionResult run(StateMachine machine, String name, @Nullable Object input) {
    return start(machine, name, input).await();
  }
}
