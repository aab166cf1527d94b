package io.keystoreconnector.statemachine;

import io.keystoreconnector.statemachine.time.Timeline;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Where executions run: with which clock, tasks, and source of randomness for jitter, {@code
 * $random} and {@code $uuid}. The listener receives each event of each execution.
 */
public record Runner(
    Timeline timeline, TaskRunner tasks, RandomGenerator random, Consumer<HistoryEvent> listener) {

  /** A runner without a listener. */
  public Runner(Timeline timeline, TaskRunner tasks, RandomGenerator random) {
    this(timeline, tasks, random, event -> {});
  }

  /** The same, with a listener. */
  public Runner listenedToBy(Consumer<HistoryEvent> listener) {
    return new Runner(timeline, tasks, random, listener);
  }

  /**
   * Begins an execution and returns at once. On virtual time, it makes progress only while someone
   * awaits it.
   *
   * @param input a plain JSON tree
   * @throws IllegalArgumentException if the input is larger than 256 KiB
   */
  public Execution start(StateMachine machine, String name, @Nullable Object input) {
    return start(machine, name, Payload.of(input));
  }

  /**
   * Begins an execution with an input as text, and returns at once.
   *
   * @param input a JSON string, which the history repeats unchanged
   * @throws IllegalArgumentException if the input is larger than 256 KiB or not JSON; the message
   *     is that of AWS
   */
  public Execution startWithText(StateMachine machine, String name, String input) {
    return start(machine, name, new Payload(Json.readInput(input), input));
  }

  private Execution start(StateMachine machine, String name, Payload input) {
    Execution execution = new Execution(this, machine, name, input);
    execution.start();
    return execution;
  }

  /** Runs an execution to its end. */
  public ExecutionResult run(StateMachine machine, String name, @Nullable Object input) {
    return start(machine, name, input).await();
  }
}
