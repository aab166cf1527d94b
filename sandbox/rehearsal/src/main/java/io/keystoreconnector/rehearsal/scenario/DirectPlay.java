package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.emulator.direct.DirectDynamoDb;
import io.keystoreconnector.emulator.direct.DirectService;
import io.keystoreconnector.emulator.service.Aws;
import io.keystoreconnector.emulator.world.Secrecy;
import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.local.Deployment;
import io.keystoreconnector.rehearsal.check.Evidence;
import io.keystoreconnector.rehearsal.check.RunRecord;
import io.keystoreconnector.rehearsal.check.SeenCall;
import io.keystoreconnector.runs.RunReport;
import io.keystoreconnector.statemachine.DynamoDbTasks;
import io.keystoreconnector.statemachine.Execution;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.LambdaFunction;
import io.keystoreconnector.statemachine.LambdaTasks;
import io.keystoreconnector.statemachine.Runner;
import io.keystoreconnector.statemachine.StateMachine;
import io.keystoreconnector.statemachine.TaskRunner;
import io.keystoreconnector.statemachine.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One scenario whose runs take turns: by chance, or step by step. */
final class DirectPlay {

  /** For functions that a run has given up. */
  private static final Duration LATE_WORK = Duration.ofMinutes(15);

  private final Scenario scenario;
  private final Instant start;
  private final RandomGenerator random;
  private final VirtualTime time;
  private final World world;
  private final Map<String, Object> worldBefore;
  private final Witness witness;
  private final DirectService calls;
  private final @Nullable Conversations conversations;
  private final Recorder recorder;
  private final List<String> logLines = new CopyOnWriteArrayList<>();
  private final Map<String, Execution> executions = new LinkedHashMap<>();
  private final Map<String, Integer> begun = new HashMap<>();
  private final Order order;
  private final AnyMoment anyMoment;

  private DirectPlay(
      Scenario scenario,
      int seed,
      @Nullable Turns turns,
      @Nullable Conversations conversations,
      Instant start) {
    this.conversations = conversations;
    this.scenario = scenario;
    this.start = start;
    this.random = turns == null ? new SplittableRandom(seed) : () -> 0;
    this.time = new VirtualTime(start, this::choose);
    this.world = World.load(scenario.world(), time, this::pass);
    this.worldBefore = world.toJson(Secrecy.CLEAR);
    this.witness = new Witness(world.journal());
    this.order = turns == null ? names -> random.nextInt(names.size()) : inTurns(turns);
    this.anyMoment = new AnyMoment(time, world, order, this::isOver);
    this.calls = new DirectCalls(time, new Aws(world), witness, order);
    this.recorder = new Recorder(world.journal(), start);
  }

  /** Whoever is due at the same moment goes first by chance. */
  static DirectPlay byChance(Scenario scenario, int seed, Instant start) {
    return new DirectPlay(scenario, seed, null, null, start);
  }

  /**
   * One step after the other is chosen by the turns.
   *
   * @param conversations what functions need not be asked again; null to ask them each time
   */
  static DirectPlay inTurns(
      Scenario scenario, Turns turns, @Nullable Conversations conversations, Instant start) {
    return new DirectPlay(scenario, 0, turns, conversations, start);
  }

  private void pass(Duration duration) {
    time.await(time.instant().plus(duration), () -> false);
  }

  private Order inTurns(Turns turns) {
    Set<String> patient = new HashSet<>(Set.of(AnyMoment.PERSON));
    scenario.runs().stream()
        .filter(PlannedRun::startsAtAnyMoment)
        .forEach(run -> patient.add(AnyMoment.beginning(run.name())));
    PlayState state = new PlayState(world, witness, executions, this::deedsLeft);
    return new StepByStep(turns, state, patient, () -> isUnderWay() || willTheWorldChange());
  }

  private int choose(List<String> names) {
    return order.choose(names);
  }

  private String deedsLeft() {
    return "" + anyMoment.deedsLeft();
  }

  /** Whether a run goes on, or one will begin by itself. */
  private boolean isUnderWay() {
    return executions.values().stream().anyMatch(e -> !e.isEnded()) || willOneBegin();
  }

  private boolean willTheWorldChange() {
    synchronized (world) {
      world.catchUp();
      return world.nextChange().isPresent();
    }
  }

  /** Runs are begun in their order as long as none of them waits for the interleaving. */
  private boolean willOneBegin() {
    boolean begins = false;
    for (PlannedRun run : scenario.runs()) {
      boolean hasBegun = executions.containsKey(run.name());
      begins =
          switch (run.start()) {
            case PlannedRun.Start.At at -> !hasBegun;
            case PlannedRun.Start.Any any -> false;
            case PlannedRun.Start.After after -> !hasBegun && begins;
            case PlannedRun.Start.Beside beside -> !hasBegun && begins;
          };
      if (begins) {
        return true;
      }
      begins = hasBegun;
    }
    return false;
  }

  private boolean isOver() {
    return executions.size() == scenario.runs().size() && !isUnderWay();
  }

  DirectService services() {
    return conversations == null ? calls : conversations.over(calls);
  }

  Rehearsed play(StateMachine machine, Deployment deployment, FunctionSwap swap) {
    long begin = System.nanoTime();
    TaskRunner tasks =
        new DynamoDbTasks(
            witness.watched(new DirectDynamoDb(calls)),
            new LambdaTasks(functions(deployment, swap)));
    Runner runner = new Runner(time, tasks, random);
    PlannedRun before = null;
    for (PlannedRun run : scenario.runs()) {
      boolean last = run.equals(scenario.runs().getLast());
      begin(last ? runner.listenedToBy(recorder) : runner, machine, run, before);
      before = run;
    }
    anyMoment.begin(scenario.person());
    time.await(Instant.MAX, this::isOver);
    pass(LATE_WORK);
    order.complain();
    return rehearsed(Duration.ofNanos(System.nanoTime() - begin));
  }

  private void begin(
      Runner runner, StateMachine machine, PlannedRun run, @Nullable PlannedRun before) {
    if (run.startsAtAnyMoment()) {
      anyMoment.begin(run.name(), () -> run(runner, machine, run));
      return;
    }
    time.start(
        run.name(),
        () -> {
          awaitStart(run.start(), before == null ? "" : before.name());
          run(runner, machine, run);
        });
  }

  private void awaitStart(PlannedRun.Start when, String before) {
    switch (when) {
      case PlannedRun.Start.At(int second) ->
          pass(Duration.between(time.instant(), start.plusSeconds(second)));
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

  private void run(Runner runner, StateMachine machine, PlannedRun run) {
    begun.put(run.name(), world.journal().eventCount());
    Instant now = time.instant();
    Execution execution =
        stopping(runner, run.name(), run.stop()).start(machine, run.name(), run.request());
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
    pass(Duration.between(time.instant(), when));
    if (!execution.isEnded()) {
      execution.stop(null, null);
    }
  }

  /** A task that is under way by then goes on without its run. */
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

  private Map<String, LambdaFunction> functions(Deployment deployment, FunctionSwap swap) {
    Map<String, LambdaFunction> functions = new LinkedHashMap<>();
    deployment
        .functions(logLines::add)
        .forEach(
            (name, function) ->
                functions.put(
                    name,
                    witness.watched(
                        new FaultyFunction(
                            remembering(name, swap.swap(name, function, services())),
                            scenario.faultsOf(name),
                            time))));
    return functions;
  }

  private LambdaFunction remembering(String name, LambdaFunction function) {
    return conversations == null ? function : conversations.remembering(name, function, calls);
  }

  private Rehearsed rehearsed(Duration realTime) {
    Map<String, Object> after = world.toJson(Secrecy.CLEAR);
    ExecutionResult result = result(scenario.runs().getLast().name());
    return new Rehearsed(
        scenario,
        result,
        world.journal().calls(),
        recorder.happenings(),
        List.copyOf(logLines),
        after,
        realTime,
        evidence(after));
  }

  private ExecutionResult result(String name) {
    Execution execution = executions.get(name);
    if (execution == null) {
      throw new IllegalStateException("run " + name + " was not started");
    }
    return execution.result().orElseThrow();
  }

  private Evidence evidence(Map<String, Object> after) {
    List<SeenCall> calls = witness.calls();
    return new Evidence(
        scenario.settings(),
        scenario.world(),
        worldBefore,
        after,
        executions.keySet().stream().map(name -> run(name, calls)).toList(),
        calls,
        world.journal().events(),
        List.copyOf(logLines));
  }

  private RunRecord run(String name, List<SeenCall> calls) {
    ExecutionResult result = result(name);
    return new RunRecord(
        name,
        request(name),
        Objects.requireNonNullElse(begun.get(name), 0),
        result,
        RunReport.of(result).asWritten(),
        calls.stream().filter(call -> call.run().equals(name)).toList());
  }

  private @Nullable Object request(String name) {
    return scenario.runs().stream()
        .filter(run -> run.name().equals(name))
        .findFirst()
        .map(PlannedRun::request)
        .orElse(null);
  }
}
