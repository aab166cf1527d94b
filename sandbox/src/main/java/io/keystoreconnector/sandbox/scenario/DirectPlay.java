package io.keystoreconnector.sandbox.scenario;

import io.keystoreconnector.sandbox.check.Evidence;
import io.keystoreconnector.sandbox.check.RunRecord;
import io.keystoreconnector.sandbox.check.SeenCall;
import io.keystoreconnector.sandbox.direct.DirectDynamoDb;
import io.keystoreconnector.sandbox.direct.DirectService;
import io.keystoreconnector.sandbox.lambda.Deployment;
import io.keystoreconnector.sandbox.service.Aws;
import io.keystoreconnector.sandbox.world.Secrecy;
import io.keystoreconnector.sandbox.world.World;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One scenario whose runs take turns: by chance, or step by step. */
final class DirectPlay {

  /** The run that the scenario is about. */
  static final String MAIN = "main";

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
    for (int i = 0; i < scenario.others().size(); i++) {
      patient.add(AnyMoment.beginning(other(i)));
    }
    PlayState state = new PlayState(world, witness, executions, this::deedsLeft);
    return new StepByStep(turns, state, patient, this::isUnderWay);
  }

  private static String other(int index) {
    return "other-" + (index + 1);
  }

  private int choose(List<String> names) {
    return order.choose(names);
  }

  private String deedsLeft() {
    return "" + anyMoment.deedsLeft();
  }

  private boolean isUnderWay() {
    return executions.values().stream().anyMatch(execution -> !execution.isEnded());
  }

  private boolean isOver() {
    return executions.size() > scenario.others().size() && !isUnderWay();
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
    List<OtherRun> others = scenario.others();
    for (int i = 0; i < others.size(); i++) {
      begin(runner, machine, other(i), others.get(i));
    }
    OtherRun main = new OtherRun(scenario.request(), scenario.startsAt(), null);
    begin(runner.listenedToBy(recorder), machine, MAIN, main);
    anyMoment.begin(scenario.person());
    time.await(Instant.MAX, this::isOver);
    pass(LATE_WORK);
    order.complain();
    return rehearsed(Duration.ofNanos(System.nanoTime() - begin));
  }

  private void begin(Runner runner, StateMachine machine, String name, OtherRun run) {
    if (run.startsAt() == OtherRun.ANY) {
      anyMoment.begin(name, () -> run(runner, machine, name, run));
      return;
    }
    time.start(
        name,
        () -> {
          pass(Duration.between(time.instant(), start.plusSeconds(run.startsAt())));
          run(runner, machine, name, run);
        });
  }

  private void run(Runner runner, StateMachine machine, String name, OtherRun run) {
    Execution execution = runner.start(machine, name, run.request());
    executions.put(name, execution);
    if (run.stopsAt() != null) {
      pass(Duration.between(time.instant(), start.plusSeconds(run.stopsAt())));
      if (!execution.isEnded()) {
        execution.stop(null, null);
      }
    }
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
    ExecutionResult result = result(MAIN);
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
        result,
        Reports.of(result),
        calls.stream().filter(call -> call.run().equals(name)).toList());
  }

  private @Nullable Object request(String name) {
    return name.equals(MAIN)
        ? scenario.request()
        : scenario.others().get(Integer.parseInt(name.substring("other-".length())) - 1).request();
  }
}
