package io.keystoreconnector.emulator.workflow;

import io.keystoreconnector.statemachine.Execution;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.HistoryEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An execution of a deployed state machine.
 *
 * @param input the JSON text that it was started with, as it was
 * @param watcher receives each of its events
 */
public record Run(
    DeployedMachine machine, String input, Execution execution, Consumer<HistoryEvent> watcher) {

  /** The status of a run that has not ended; the others are those of {@link ExecutionResult}. */
  public static final String RUNNING = "RUNNING";

  /** Its ARN. */
  public String arn() {
    return execution.arn();
  }

  /** Its name, the last part of its ARN. */
  public String name() {
    return execution.name();
  }

  /** Its status as in DescribeExecution. */
  public String status() {
    return result().map(result -> result.status().name()).orElse(RUNNING);
  }

  /** When it was started. */
  public Instant startTime() {
    return execution.startTime();
  }

  /** When it ended; empty while it is in progress. */
  public Optional<Instant> stopTime() {
    return result().map(result -> result.history().getLast().timestamp());
  }

  /** The JSON text of its output; empty unless it succeeded. */
  public Optional<String> output() {
    return result()
        .filter(result -> result.status() == ExecutionResult.Status.SUCCEEDED)
        .map(result -> String.valueOf(result.history().getLast().details().get("output")));
  }

  /** The error's name; empty unless it failed or was stopped with one. */
  public Optional<String> error() {
    return result().map(ExecutionResult::error);
  }

  /** The cause of the error. */
  public Optional<String> cause() {
    return result().map(ExecutionResult::cause);
  }

  /** The events so far, oldest first, each as {@link HistoryEvent#asMap} returns it. */
  public List<Map<String, Object>> events() {
    return execution.events().stream().map(HistoryEvent::asMap).toList();
  }

  /**
   * How it ended; empty while it is in progress. A mistake of the sandbox itself is a failure with
   * States.Runtime, so that one run that breaks does not make the others unreadable.
   */
  public Optional<ExecutionResult> result() {
    return execution.mistake().map(this::failed).or(execution::result);
  }

  private ExecutionResult failed(String mistake) {
    return new ExecutionResult(
        ExecutionResult.Status.FAILED,
        null,
        "States.Runtime",
        mistake,
        execution.events(),
        0,
        List.of());
  }
}
