package io.keystoreconnector.statemachine;

import io.keystoreconnector.statemachine.ExecutionResult.Status;
import io.keystoreconnector.statemachine.jsonata.Functions;
import io.keystoreconnector.statemachine.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One execution of a state machine, in progress or ended. */
public final class Execution {
  private final Runner runner;
  private final StateMachine machine;
  private final Identity identity;
  private final String name;
  private final Payload input;
  private final Functions functions;
  private final History history;
  private final Instant startTime;
  private final Instant deadline;
  private final AtomicInteger transitions = new AtomicInteger();
  private volatile @Nullable StateFailed stopped;
  private volatile @Nullable ExecutionResult result;
  private volatile @Nullable Throwable broken;

  Execution(Runner runner, StateMachine machine, String name, Payload input) {
    if (input.isTooLarge()) {
      throw new IllegalArgumentException("the input is larger than " + Payload.LIMIT + " bytes");
    }
    if (input.hasInfiniteNumber()) {
      throw new IllegalArgumentException("a number in the input is too large");
    }
    this.runner = runner;
    this.machine = machine;
    this.identity = machine.identity();
    this.name = name;
    this.input = input;
    this.functions = new Functions(runner.timeline(), runner.random());
    this.history = new History(runner.timeline(), runner.listener());
    this.startTime = runner.timeline().instant();
    Duration timeout = machine.timeout();
    this.deadline = timeout == null ? Instant.MAX : startTime.plus(timeout);
  }

  void start() {
    timeline().start(name, this::work);
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Its ARN, which the states see in the context object. */
  public String arn() {
    return identity.executionArn(name);
  }

  /** The ARN of its state machine. */
  String machineArn() {
    return identity.machineArn();
  }

  /** What it was started with. */
  Payload input() {
    return input;
  }

  /** When it was started. */
  public Instant startTime() {
    return startTime;
  }

  /** The events so far. */
  public List<HistoryEvent> events() {
    return history.events();
  }

  /** Whether it has ended. */
  public boolean isEnded() {
    return result != null || broken != null;
  }

  /**
   * The sentence about what the task runner or this runner threw by mistake, which ended it. It
   * does not repeat the message, which may contain a secret.
   */
  public Optional<String> mistake() {
    return Optional.ofNullable(broken).map(Execution::sentence);
  }

  private static String sentence(Throwable mistake) {
    return "The runner made a mistake: %s.".formatted(mistake.getClass().getName());
  }

  /** Ends it as ABORTED the next time it waits; does nothing if it has already ended. */
  public void stop(@Nullable String error, @Nullable String cause) {
    stopped = new StateFailed(error, cause);
    timeline().changed();
  }

  /**
   * Waits for the end and returns the result.
   *
   * @throws IllegalStateException if the task runner threw something that is not a {@link
   *     TaskFailed}
   */
  public ExecutionResult await() {
    timeline().await(Instant.MAX, this::isEnded);
    return result().orElseThrow();
  }

  /**
   * How it ended; empty while it is in progress.
   *
   * @throws IllegalStateException if the task runner threw something that is not a {@link
   *     TaskFailed}
   */
  public Optional<ExecutionResult> result() {
    if (broken != null) {
      throw new IllegalStateException("execution " + name + " broke", broken);
    }
    return Optional.ofNullable(result);
  }

  private void work() {
    try {
      result = toTheEnd();
    } catch (RuntimeException | Error e) {
      recordTheEnd(e);
      broken = e;
    }
    timeline().changed();
  }

  /** So that who reads the history sees that it does not go on. */
  private void recordTheEnd(Throwable mistake) {
    try {
      history.end(
          true, "ExecutionFailed", Map.of("error", Errors.RUNTIME, "cause", sentence(mistake)));
    } catch (RuntimeException | Error again) {
      mistake.addSuppressed(again);
    }
  }

  private ExecutionResult toTheEnd() {
    history.append(
        0, "ExecutionStarted", Map.of("input", input.text(), "roleArn", identity.roleArn()));
    try {
      Payload output = new StateSequence(this, context()).run(machine.flow(), input);
      history.end(true, "ExecutionSucceeded", Map.of("output", output.text()));
      return ended(Status.SUCCEEDED, output.value(), null, null);
    } catch (StateFailed e) {
      return failed(e);
    } catch (Interruption e) {
      return interrupted(e);
    }
  }

  private ExecutionResult failed(StateFailed failure) {
    history.end(true, "ExecutionFailed", failure.details("error", "cause"));
    return ended(Status.FAILED, null, failure.error(), failure.reason());
  }

  private ExecutionResult interrupted(Interruption interruption) {
    return switch (interruption.kind()) {
      case STOPPED -> aborted(stopped == null ? new StateFailed(null, null) : stopped);
      case TIMED_OUT -> timedOut();
      case HISTORY_FULL -> failed(historyFull());
      case CANCELLED -> throw new IllegalStateException("nobody cancels a whole execution");
    };
  }

  private ExecutionResult aborted(StateFailed reason) {
    history.end(false, "ExecutionAborted", reason.details("error", "cause"));
    return ended(Status.ABORTED, null, reason.error(), reason.reason());
  }

  /** Only the event has an error, the execution itself does not. */
  private ExecutionResult timedOut() {
    history.end(false, "ExecutionTimedOut", Map.of("error", Errors.TIMEOUT));
    return ended(Status.TIMED_OUT, null, null, null);
  }

  private static StateFailed historyFull() {
    return new StateFailed(
        Errors.RUNTIME,
        "The execution reached the maximum number of history events (" + History.LIMIT + ").");
  }

  private ExecutionResult ended(
      Status status, @Nullable Object output, @Nullable String error, @Nullable String cause) {
    return new ExecutionResult(
        status, output, error, cause, history.events(), transitions.get(), history.path());
  }

  private Map<String, Object> context() {
    Map<String, @Nullable Object> execution = new LinkedHashMap<>();
    execution.put("Id", arn());
    execution.put("Input", input.value());
    execution.put("Name", name);
    execution.put("RoleArn", identity.roleArn());
    execution.put("StartTime", Timestamps.text(startTime));
    execution.put("RedriveCount", 0);
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("Execution", execution);
    context.put("StateMachine", Map.of("Id", identity.machineArn(), "Name", identity.machine()));
    return context;
  }

  String region() {
    return identity.region();
  }

  String partition() {
    return identity.partition();
  }

  Timeline timeline() {
    return runner.timeline();
  }

  TaskRunner tasks() {
    return runner.tasks();
  }

  RandomGenerator random() {
    return runner.random();
  }

  Functions functions() {
    return functions;
  }

  History history() {
    return history;
  }

  Instant deadline() {
    return deadline;
  }

  boolean isStopped() {
    return stopped != null;
  }

  void countTransition() {
    transitions.incrementAndGet();
  }
}
