package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.emulator.direct.DirectDynamoDb;
import io.keystoreconnector.emulator.direct.DirectService;
import io.keystoreconnector.emulator.service.AwsEndpoint;
import io.keystoreconnector.emulator.world.SecretVisibility;
import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.local.Deployment;
import io.keystoreconnector.rehearsal.check.Evidence;
import io.keystoreconnector.rehearsal.check.RunRecord;
import io.keystoreconnector.rehearsal.check.SeenCall;
import io.keystoreconnector.runs.RunReport;
import io.keystoreconnector.statemachine.DynamoDbTasks;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.LambdaFunction;
import io.keystoreconnector.statemachine.LambdaTasks;
import io.keystoreconnector.statemachine.Runner;
import io.keystoreconnector.statemachine.StartExecutionTasks;
import io.keystoreconnector.statemachine.TaskRunner;
import io.keystoreconnector.statemachine.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One scenario whose runs take turns: randomly, or step by step. */
final class DirectPlay {

  /** For functions that a run has given up. */
  private static final Duration LATE_WORK = Duration.ofMinutes(15);

  private final Scenario scenario;
  private final RandomGenerator random;
  private final VirtualTime time;
  private final World world;
  private final Map<String, Object> worldBefore;
  private final CallTracker tracker;
  private final DirectService calls;
  private final @Nullable InvocationCache cache;
  private final HappeningCollector happenings;
  private final List<String> logLines = new CopyOnWriteArrayList<>();
  private final RunSchedule runs;
  private final WorkOrder order;
  private final UnscheduledActors actors;

  private DirectPlay(
      Scenario scenario,
      Definition definition,
      int seed,
      @Nullable StepChooser chooser,
      @Nullable InvocationCache cache,
      Instant start) {
    this.cache = cache;
    this.scenario = scenario;
    this.random = chooser == null ? new SplittableRandom(seed) : () -> 0;
    this.time = new VirtualTime(start, this::choose);
    this.world = World.load(scenario.world(), time, this::pass);
    this.worldBefore = world.toJson(SecretVisibility.CLEAR);
    this.runs =
        new RunSchedule(
            scenario.runs(), start, time, world, definition.in(world), definition.ofFleetIn(world));
    this.tracker = new CallTracker(world.journal());
    this.order = chooser == null ? names -> random.nextInt(names.size()) : stepByStep(chooser);
    this.actors = new UnscheduledActors(time, world, order, runs::isOver);
    this.calls = new DirectCalls(time, new AwsEndpoint(world), tracker, order);
    this.happenings = new HappeningCollector(world.journal(), start);
  }

  /** If several are due at the same moment, the next one is chosen randomly. */
  static DirectPlay byChance(Scenario scenario, Definition definition, int seed, Instant start) {
    return new DirectPlay(scenario, definition, seed, null, null, start);
  }

  /**
   * Each step is chosen.
   *
   * @param cache the answers of functions that need not run again; null to run them each time
   */
  static DirectPlay stepByStep(
      Scenario scenario,
      Definition definition,
      StepChooser chooser,
      @Nullable InvocationCache cache,
      Instant start) {
    return new DirectPlay(scenario, definition, 0, chooser, cache, start);
  }

  private void pass(Duration duration) {
    time.await(time.instant().plus(duration), () -> false);
  }

  private WorkOrder stepByStep(StepChooser chooser) {
    Set<String> patient = new HashSet<>(Set.of(UnscheduledActors.PERSON));
    scenario.runs().stream()
        .filter(PlannedRun::startsAtAnyMoment)
        .forEach(run -> patient.add(UnscheduledActors.beginning(run.name())));
    PlayState state = new PlayState(world, tracker, runs.executions(), this::deedsLeft);
    return new StepByStep(chooser, state, patient, () -> runs.isUnderWay() || willTheWorldChange());
  }

  private int choose(List<String> names) {
    return order.choose(names);
  }

  private String deedsLeft() {
    return "" + actors.deedsLeft();
  }

  private boolean willTheWorldChange() {
    synchronized (world) {
      world.catchUp();
      return world.nextChange().isPresent();
    }
  }

  DirectService services() {
    return cache == null ? calls : cache.over(calls);
  }

  Rehearsed play(Deployment deployment, FunctionSwap swap) {
    long begin = System.nanoTime();
    TaskRunner tasks =
        new DynamoDbTasks(
            tracker.watched(new DirectDynamoDb(calls)),
            new LambdaTasks(functions(deployment, swap)));
    Runner runner = new Runner(time, new StartExecutionTasks(runs.nested(), time, tasks), random);
    runs.begin(runner, runner.listenedToBy(happenings), actors);
    actors.begin(scenario.person());
    time.await(Instant.MAX, runs::isOver);
    pass(LATE_WORK);
    order.complain();
    return rehearsed(Duration.ofNanos(System.nanoTime() - begin));
  }

  private Map<String, LambdaFunction> functions(Deployment deployment, FunctionSwap swap) {
    Map<String, LambdaFunction> functions = new LinkedHashMap<>();
    deployment
        .functions(logLines::add)
        .forEach(
            (name, function) ->
                functions.put(
                    name,
                    tracker.watched(
                        new FaultyFunction(
                            remembering(name, swap.swap(name, function, services())),
                            scenario.faultsOf(name),
                            time))));
    return functions;
  }

  private LambdaFunction remembering(String name, LambdaFunction function) {
    return cache == null ? function : cache.remembering(name, function, calls);
  }

  private Rehearsed rehearsed(Duration realTime) {
    Map<String, Object> after = world.toJson(SecretVisibility.CLEAR);
    ExecutionResult result = runs.result(scenario.runs().getLast().name());
    return new Rehearsed(
        scenario,
        result,
        world.journal().calls(),
        happenings.happenings(),
        List.copyOf(logLines),
        after,
        realTime,
        evidence(after));
  }

  private Evidence evidence(Map<String, Object> after) {
    List<SeenCall> calls = tracker.calls();
    Map<Boolean, List<RunRecord>> records =
        runs.executions().keySet().stream()
            .map(name -> run(name, calls))
            .collect(Collectors.partitioningBy(run -> runs.isOfFleet(run.name())));
    return new Evidence(
        scenario.settings(),
        scenario.world(),
        worldBefore,
        after,
        records.getOrDefault(false, List.of()),
        records.getOrDefault(true, List.of()),
        calls.stream().filter(call -> !runs.isOfFleet(call.run())).toList(),
        world.journal().events(),
        List.copyOf(logLines));
  }

  private RunRecord run(String name, List<SeenCall> calls) {
    ExecutionResult result = runs.result(name);
    return new RunRecord(
        name,
        runs.request(name),
        runs.eventsBefore(name),
        result,
        RunReport.of(result).asWritten(),
        calls.stream().filter(call -> call.run().equals(name)).toList());
  }
}
