package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.statemachine.Execution;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.NestedExecutions;
import io.keystoreconnector.statemachine.Runner;
import io.keystoreconnector.statemachine.StateMachine;
import io.keystoreconnector.statemachine.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Starts and stops the runs of one play when their scenario says so. */
final class RunSchedule {

  private final List<PlannedRun> planned;
  private final Instant start;
  private final VirtualTime time;
  private final World world;
  private final StateMachine machine;
  private final StateMachine fleetMachine;
  private final NestedExecutions nested;
  private final Map<String, Execution> executions = new LinkedHashMap<>();
  private final Map<String, Integer> eventsBefore = new HashMap<>();
  private final Map<String, @Nullable Object> nestedRequests = new HashMap<>();
  private @Nullable Runner ofNested;

  /**
   * The schedule of these runs.
   *
   * @param start the moment from which the seconds of the scenario count
   */
  RunSchedule(
      List<PlannedRun> planned,
      Instant start,
      VirtualTime time,
      World world,
      StateMachine machine,
      StateMachine fleetMachine) {
    this.planned = planned;
    this.start = start;
    this.time = time;
    this.world = world;
    this.machine = machine;
    this.fleetMachine = fleetMachine;
    this.nested = new NestedExecutions(List.of(machine), this::startNested);
  }

  /** What the runs of a fleet start their own runs with. */
  NestedExecutions nested() {
    return nested;
  }

  private Execution startNested(StateMachine machine, String name, @Nullable Object input) {
    eventsBefore.put(name, world.journal().eventCount());
    nestedRequests.put(name, input);
    Execution execution = Objects.requireNonNull(ofNested).start(machine, name, input);
    executions.put(name, execution);
    return execution;
  }

  /** Whether it is a run of the state machine for several key stores. */
  boolean isOfFleet(String run) {
    return planned.stream().anyMatch(each -> each.name().equals(run) && each.fleet());
  }

  /** The input of a run that has started. */
  @Nullable Object request(String run) {
    return planned.stream()
        .filter(each -> each.name().equals(run))
        .findFirst()
        .map(PlannedRun::request)
        .orElseGet(() -> nestedRequests.get(run));
  }

  /** The executions that have started, by the names of their runs, in the order of their start. */
  Map<String, Execution> executions() {
    return executions;
  }

  /** How many events the world had recorded when the run started. */
  int eventsBefore(String run) {
    return Objects.requireNonNullElse(eventsBefore.get(run), 0);
  }

  /**
   * How a run ended.
   *
   * @throws IllegalStateException if it was not started
   */
  ExecutionResult result(String run) {
    Execution execution = executions.get(run);
    if (execution == null) {
      throw new IllegalStateException("run " + run + " was not started");
    }
    return execution.result().orElseThrow();
  }

  /** Whether every run has started and ended. */
  boolean isOver() {
    return planned.stream().allMatch(run -> executions.containsKey(run.name())) && !isUnderWay();
  }

  /** Whether a run is in progress, or one will start by itself. */
  boolean isUnderWay() {
    return executions.values().stream().anyMatch(e -> !e.isEnded()) || willOneStart();
  }

  /** Runs start in order as long as none of them waits for the interleaving. */
  private boolean willOneStart() {
    boolean starts = false;
    for (PlannedRun run : planned) {
      boolean hasStarted = executions.containsKey(run.name());
      starts =
          switch (run.start()) {
            case PlannedRun.Start.At at -> !hasStarted;
            case PlannedRun.Start.Any any -> false;
            case PlannedRun.Start.After after -> !hasStarted && starts;
            case PlannedRun.Start.Beside beside -> !hasStarted && starts;
          };
      if (starts) {
        return true;
      }
      starts = hasStarted;
    }
    return false;
  }

  /**
   * Starts all runs, each when it is due.
   *
   * @param last what the last of them runs with
   * @param actors start the runs that may begin at any moment
   */
  void begin(Runner runner, Runner last, UnscheduledActors actors) {
    ofNested = runner;
    PlannedRun before = null;
    for (PlannedRun run : planned) {
      begin(run.equals(planned.getLast()) ? last : runner, run, before, actors);
      before = run;
    }
  }

  private void begin(
      Runner runner, PlannedRun run, @Nullable PlannedRun before, UnscheduledActors actors) {
    if (run.startsAtAnyMoment()) {
      actors.begin(run.name(), () -> run(runner, run));
      return;
    }
    time.start(
        run.name(),
        () -> {
          awaitStart(run.start(), before == null ? "" : before.name());
          run(runner, run);
        });
  }

  private void awaitStart(PlannedRun.Start when, String before) {
    switch (when) {
      case PlannedRun.Start.At(int second) -> awaitMoment(start.plusSeconds(second));
      case PlannedRun.Start.After(int seconds) -> {
        time.await(Instant.MAX, () -> hasEnded(before));
        pass(Duration.ofSeconds(seconds));
      }
      case PlannedRun.Start.Beside(int seconds) -> {
        time.await(Instant.MAX, () -> executions.containsKey(before));
        pass(Duration.ofSeconds(seconds));
      }
      case PlannedRun.Start.Any() -> {}
    }
  }

  private boolean hasEnded(String run) {
    Execution execution = executions.get(run);
    return execution != null && execution.isEnded();
  }

  private void run(Runner runner, PlannedRun run) {
    eventsBefore.put(run.name(), world.journal().eventCount());
    Instant now = time.instant();
    Execution execution =
        stopping(runner, run.name(), run.stop())
            .start(run.fleet() ? fleetMachine : machine, run.name(), run.request());
    executions.put(run.name(), execution);
    PlannedRun.Stop stop = run.stop();
    if (stop.at() != null) {
      stop(execution, start.plusSeconds(stop.at()));
    }
    if (stop.after() != null) {
      stop(execution, now.plusSeconds(stop.after()));
    }
  }

  private void stop(Execution execution, Instant when) {
    awaitMoment(when);
    if (!execution.isEnded()) {
      execution.stop(null, null);
    }
  }

  /** A task that is in progress by then continues without its run. */
  private Runner stopping(Runner runner, String name, PlannedRun.Stop stop) {
    Integer atState = stop.atState();
    if (atState == null) {
      return runner;
    }
    AtomicInteger states = new AtomicInteger();
    return runner.listenedToBy(
        event -> {
          runner.listener().accept(event);
          Execution execution = executions.get(name);
          if (event.type().endsWith("StateEntered")
              && states.incrementAndGet() == atState
              && execution != null) {
            execution.stop(null, null);
          }
        });
  }

  private void pass(Duration duration) {
    awaitMoment(time.instant().plus(duration));
  }

  private void awaitMoment(Instant moment) {
    time.await(moment, () -> false);
  }
}
