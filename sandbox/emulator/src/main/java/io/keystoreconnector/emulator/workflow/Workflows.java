package io.keystoreconnector.emulator.workflow;

import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.Refusal;
import io.keystoreconnector.emulator.world.Settings;
import io.keystoreconnector.statemachine.Execution;
import io.keystoreconnector.statemachine.HistoryEvent;
import io.keystoreconnector.statemachine.Runner;
import io.keystoreconnector.statemachine.StateMachine;
import io.keystoreconnector.statemachine.TaskFailed;
import io.keystoreconnector.statemachine.time.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/**
 * The state machines of an account in one Region, and their executions. Any number of them run in
 * parallel on the runner's clock; in virtual time they move only while a caller is in {@link
 * #await}, or waits on that clock in another way.
 */
public final class Workflows {

  private static final JSON WITH_NULLS = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

  private record Subscription(Consumer<Map<String, Object>> listener, int deliveries) {}

  private final Runner runner;
  private final String region;
  private final Map<String, DeployedMachine> machines = new LinkedHashMap<>();
  private final RunStore runs = new RunStore();
  private final Map<String, String> stacks = new LinkedHashMap<>();
  private final List<Subscription> subscriptions = new ArrayList<>();
  private volatile Supplier<Consumer<HistoryEvent>> watchers = () -> event -> {};

  /** Not guarded: the clock reads it while other threads hold this lock and wait for the clock. */
  private final AtomicInteger unfinished = new AtomicInteger();

  /** An account without state machines, in a Region; its executions run on this runner. */
  public Workflows(Runner runner, String region) {
    this.runner = runner;
    this.region = region;
  }

  /** Deploys a state machine under a name, replacing any with the same name. */
  public synchronized DeployedMachine deploy(String name, StateMachine machine) {
    DeployedMachine deployed =
        new DeployedMachine(machine.named(Settings.identity(region, name)), timeline().instant());
    machines.put(deployed.arn(), deployed);
    return deployed;
  }

  /**
   * Notifies the listener of the end of each execution, with the event that EventBridge delivers.
   *
   * @param deliveries how often each event is delivered, at least once; EventBridge promises no
   *     more than that
   */
  public synchronized void whenOneEnds(Consumer<Map<String, Object>> listener, int deliveries) {
    subscriptions.add(new Subscription(listener, deliveries));
  }

  /** Gives each execution from now on its own watcher: {@link Run#watcher}. */
  public void watchedBy(Supplier<Consumer<HistoryEvent>> watchers) {
    this.watchers = watchers;
  }

  /** Lets a stack that uses the state machines have this status, such as UPDATE_IN_PROGRESS. */
  public synchronized void setStackStatus(String stackId, String status) {
    stacks.put(stackId, status);
  }

  /** The status of a stack that uses the state machines; empty if there is no such stack. */
  public synchronized Optional<String> stackStatus(String stackId) {
    return Optional.ofNullable(stacks.get(stackId));
  }

  /** All state machines, in the order in which they were deployed. */
  public synchronized List<DeployedMachine> machines() {
    return List.copyOf(machines.values());
  }

  /**
   * The state machine with this ARN.
   *
   * @throws io.keystoreconnector.emulator.world.Refusal if there is none
   */
  public synchronized DeployedMachine machine(String arn) {
    return Optional.ofNullable(machines.get(arn))
        .orElseThrow(
            () ->
                AwsError.STATE_MACHINE_NOT_FOUND.because(
                    "State Machine Does Not Exist: '%s'".formatted(arn)));
  }

  /**
   * From now on, forgets the oldest executions that have ended once their histories together have
   * more events than that.
   */
  public synchronized void keep(int events) {
    runs.keep(events);
  }

  /** Forgets all executions that have ended. */
  public synchronized void forgetEnded() {
    runs.forgetEnded();
  }

  /** All executions that are not forgotten, in the order in which they were started. */
  public synchronized List<Run> runs() {
    return runs.all();
  }

  /** How many executions were started, those that are forgotten included. */
  public synchronized int started() {
    return runs.added();
  }

  /**
   * The execution with this ARN.
   *
   * @throws io.keystoreconnector.emulator.world.Refusal if there is none
   */
  public synchronized Run run(String arn) {
    return runs.find(arn)
        .orElseThrow(
            () ->
                AwsError.EXECUTION_NOT_FOUND.because(
                    "Execution Does Not Exist: '%s'".formatted(arn)));
  }

  /**
   * Starts an execution. One with the same name and input that is still in progress is returned as
   * if it had just been started.
   *
   * @param input JSON text
   * @throws io.keystoreconnector.emulator.world.Refusal if the input is not JSON, or if the name is
   *     taken by an execution that has ended or has another input
   * @see <a
   *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html">
   *     StartExecution</a>
   */
  public Run start(DeployedMachine machine, String name, String input) {
    // No lock is held yet: the watcher may read the world first.
    return start(machine, name, input, watchers.get());
  }

  /**
   * Starts an execution for a task of another one, or finds the one in progress with the same name
   * and input.
   *
   * @param input a plain JSON tree
   * @throws TaskFailed with the error as Step Functions names it to a task
   */
  public Execution startForTask(String machineArn, String name, @Nullable Object input)
      throws TaskFailed {
    try {
      return start(machine(machineArn), name, WITH_NULLS.asString(input)).execution();
    } catch (Refusal e) {
      throw new TaskFailed(
          "StepFunctions.%sException".formatted(e.error().wireName()), e.sentence());
    }
  }

  private synchronized Run start(
      DeployedMachine machine, String name, String input, Consumer<HistoryEvent> watcher) {
    Run before = runs.find(machine.identity().executionArn(name)).orElse(null);
    if (before == null) {
      return begin(machine, name, input, watcher);
    }
    if (before.execution().isEnded() || !before.input().equals(input)) {
      throw AwsError.EXECUTION_EXISTS.because(
          "Execution Already Exists: '%s'".formatted(before.arn()));
    }
    return before;
  }

  private Run begin(
      DeployedMachine machine, String name, String input, Consumer<HistoryEvent> watcher) {
    try {
      Execution execution =
          runner.listenedToBy(watcher).startWithText(machine.machine(), name, input);
      Run run = new Run(machine, input, execution, watcher);
      runs.add(run);
      unfinished.incrementAndGet();
      timeline().start(name + "/end", () -> finish(run));
      return run;
    } catch (IllegalArgumentException e) {
      throw AwsError.EXECUTION_INPUT.because(
          "Invalid State Machine Execution Input: '%s'".formatted(e.getMessage()));
    }
  }

  /**
   * Ends an execution as ABORTED when its clock next moves, and returns when it was stopped; an
   * execution that has ended stays unchanged.
   */
  public Instant stop(Run run, @Nullable String error, @Nullable String cause) {
    if (!run.execution().isEnded()) {
      run.execution().stop(error, cause);
    }
    return run.stopTime().orElseGet(timeline()::instant);
  }

  private void finish(Run run) {
    timeline().await(Instant.MAX, run.execution()::isEnded);
    try {
      tell(run);
    } finally {
      ended();
    }
  }

  private synchronized void tell(Run run) {
    Map<String, Object> event = StatusChange.of(run);
    for (Subscription subscription : subscriptions) {
      for (int i = 0; i < subscription.deliveries; i++) {
        unfinished.incrementAndGet();
        timeline().start(run.name() + "/event", () -> deliver(subscription, event));
      }
    }
    runs.forgetOldestBut(run);
  }

  private void deliver(Subscription subscription, Map<String, Object> event) {
    try {
      subscription.listener.accept(event);
    } finally {
      ended();
    }
  }

  private void ended() {
    unfinished.decrementAndGet();
    timeline().changed();
  }

  /** Waits until every execution has ended and every listener has been notified. */
  public void await() {
    timeline().await(Instant.MAX, () -> unfinished.get() == 0);
  }

  private Timeline timeline() {
    return runner.timeline();
  }
}
