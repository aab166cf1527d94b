package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.emulator.direct.DirectDynamoDb;
import io.keystoreconnector.emulator.direct.DirectProtocol;
import io.keystoreconnector.emulator.direct.LiveServices;
import io.keystoreconnector.emulator.http.SandboxServer;
import io.keystoreconnector.emulator.service.AwsEndpoint;
import io.keystoreconnector.emulator.service.Reply;
import io.keystoreconnector.emulator.world.SecretVisibility;
import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.local.Deployment;
import io.keystoreconnector.local.Endpoint;
import io.keystoreconnector.local.FunctionsJar;
import io.keystoreconnector.local.LocalCaller;
import io.keystoreconnector.statemachine.DynamoDbTasks;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.LambdaTasks;
import io.keystoreconnector.statemachine.NestedExecutions;
import io.keystoreconnector.statemachine.Runner;
import io.keystoreconnector.statemachine.StartExecutionTasks;
import io.keystoreconnector.statemachine.StateMachine;
import io.keystoreconnector.statemachine.TaskRunner;
import io.keystoreconnector.statemachine.time.VirtualTime;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A place where one scenario at a time is played: the emulated services on their own port, and
 * functions that use this port.
 */
final class Stage implements AutoCloseable {

  /** Three in the morning, when schedules run. */
  private static final Instant START = Instant.parse("2026-01-15T03:00:00Z");

  private static final long SEED = 1;

  /** Each endpoint has its own name. */
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Definition definition;
  private final FunctionsJar jar;
  private final SandboxServer server;
  private final FunctionSwap swap;
  private final URI direct;
  private final Map<URI, Map<Map<String, String>, Deployment>> deployments = new HashMap<>();
  private volatile @Nullable DirectPlay onStage;

  Stage(Definition definition, FunctionsJar jar, FunctionSwap swap) throws IOException {
    this.definition = definition;
    this.jar = jar;
    this.swap = swap;
    this.direct = DirectProtocol.bind("stage-" + COUNT.incrementAndGet(), this::answer);
    this.server = SandboxServer.start(World.load(Map.of(), InstantSource.fixed(START), d -> {}), 0);
  }

  private Reply.Answer answer(String target, String body, int patience) throws IOException {
    return Objects.requireNonNull(onStage).services().answer(target, body, patience);
  }

  Rehearsed play(Scenario scenario) {
    return scenario.interleaving() == null
        ? playOverHttp(scenario)
        : playDirectly(scenario, scenario.interleaving());
  }

  private Rehearsed playDirectly(Scenario scenario, Interleaving interleaving) {
    return switch (interleaving) {
      case Interleaving.ByChance(int seed) ->
          play(scenario, DirectPlay.byChance(scenario, definition, seed, START));
      case Interleaving.InOrder(var steps) ->
          play(
              scenario,
              DirectPlay.stepByStep(scenario, definition, new FixedSteps(steps), null, START));
    };
  }

  Rehearsed play(Scenario scenario, StepChooser chooser, InvocationCache cache) {
    return play(scenario, DirectPlay.stepByStep(scenario, definition, chooser, cache, START));
  }

  private Rehearsed play(Scenario scenario, DirectPlay play) {
    onStage = play;
    return play.play(deployment(direct, scenario.environment()), swap);
  }

  private Rehearsed playOverHttp(Scenario scenario) {
    long begin = System.nanoTime();
    VirtualTime time = new VirtualTime(START);
    World world = World.load(scenario.world(), time, time::advance);
    server.serve(world);
    HappeningCollector happenings = new HappeningCollector(world.journal(), START);
    List<String> logLines = new CopyOnWriteArrayList<>();
    LambdaTasks functions =
        new LambdaTasks(
            FaultyFunction.of(
                scenario,
                deployment(server.endpoint(), scenario.environment()).functions(logLines::add),
                time));
    AwsEndpoint aws = new AwsEndpoint(world);
    TaskRunner tasks =
        new DynamoDbTasks(new DirectDynamoDb(new LiveServices(() -> aws)), functions);
    RandomGenerator random = new SplittableRandom(SEED);
    Runner alone = new Runner(time, tasks, random);
    NestedExecutions nested = new NestedExecutions(List.of(definition.in(world)), alone::start);
    Runner runner =
        new Runner(time, new StartExecutionTasks(nested, time, tasks), random, happenings);
    StateMachine machine =
        scenario.isOfFleet() ? definition.ofFleetIn(world) : definition.in(world);
    ExecutionResult execution = runner.run(machine, scenario.name(), scenario.request());
    synchronized (world) {
      world.catchUp();
      return new Rehearsed(
          scenario,
          execution,
          world.journal().calls(),
          happenings.happenings(),
          List.copyOf(logLines),
          world.toJson(SecretVisibility.CLEAR),
          Duration.ofNanos(System.nanoTime() - begin),
          null);
    }
  }

  private Deployment deployment(URI endpoint, Map<String, String> settings) {
    return deployments
        .computeIfAbsent(endpoint, any -> new HashMap<>())
        .computeIfAbsent(
            settings,
            any -> new Deployment(jar, new LocalCaller(new Endpoint(endpoint)).environment(any)));
  }

  @Override
  public void close() {
    DirectProtocol.unbind(direct);
    server.close();
  }
}
