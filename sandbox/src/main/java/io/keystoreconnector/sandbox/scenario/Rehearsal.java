package io.keystoreconnector.sandbox.scenario;

import io.keystoreconnector.sandbox.lambda.Deployment;
import io.keystoreconnector.sandbox.lambda.Endpoint;
import io.keystoreconnector.sandbox.lambda.FunctionsJar;
import io.keystoreconnector.sandbox.server.SandboxServer;
import io.keystoreconnector.sandbox.world.Secrecy;
import io.keystoreconnector.sandbox.world.World;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.LambdaFunction;
import io.keystoreconnector.statemachine.LambdaTasks;
import io.keystoreconnector.statemachine.Runner;
import io.keystoreconnector.statemachine.StateMachine;
import io.keystoreconnector.statemachine.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Plays scenarios, one after the other: with the definition that is deployed, the handlers from the
 * jar that is deployed, and the emulated services over HTTP, in virtual time. A scenario comes out
 * the same each time.
 */
public final class Rehearsal implements AutoCloseable {

  /** Three in the morning, when schedules run. */
  private static final Instant START = Instant.parse("2026-01-15T03:00:00Z");

  private static final long SEED = 1;

  private final StateMachine machine;
  private final FunctionsJar jar;
  private final SandboxServer server;
  private final Map<List<String>, Deployment> deployments = new HashMap<>();

  /**
   * Gets ready to play.
   *
   * @throws IllegalArgumentException if the handlers are not built
   * @throws IOException if no port can be had on the loopback interface
   */
  public Rehearsal(Tree tree) throws IOException {
    machine = StateMachine.load(tree.definition(), Deployment.substitutions());
    jar = new FunctionsJar(tree.handlersJar());
    server = SandboxServer.start(World.load(Map.of(), InstantSource.fixed(START), d -> {}), 0);
  }

  /** Plays a scenario to its end. */
  public Rehearsed play(Scenario scenario) {
    long begin = System.nanoTime();
    VirtualTime time = new VirtualTime(START);
    World world = World.load(scenario.world(), time, time::advance);
    server.serve(world);
    Recorder recorder = new Recorder(world.journal(), START);
    List<String> logLines = new CopyOnWriteArrayList<>();
    LambdaTasks tasks = new LambdaTasks(functions(scenario, time, logLines));
    Runner runner = new Runner(time, tasks, new SplittableRandom(SEED), recorder);
    ExecutionResult execution = runner.run(machine, scenario.name(), scenario.request());
    synchronized (world) {
      world.catchUp();
      return new Rehearsed(
          scenario,
          execution,
          world.journal().calls(),
          recorder.happenings(),
          List.copyOf(logLines),
          world.toJson(Secrecy.CLEAR),
          Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  private Map<String, LambdaFunction> functions(
      Scenario scenario, VirtualTime time, List<String> logLines) {
    Map<String, LambdaFunction> functions = new LinkedHashMap<>();
    deployment(scenario)
        .functions(logLines::add)
        .forEach(
            (name, function) ->
                functions.put(name, new FaultyFunction(function, faults(scenario, name), time)));
    return functions;
  }

  private static List<FunctionFault> faults(Scenario scenario, String function) {
    return scenario.functionFaults().stream().filter(f -> f.function().equals(function)).toList();
  }

  private Deployment deployment(Scenario scenario) {
    return deployments.computeIfAbsent(
        scenario.allowedKeyStores(),
        allowed ->
            new Deployment(
                jar, new LocalCaller(new Endpoint(server.endpoint())).environment(allowed)));
  }

  @Override
  public void close() {
    server.close();
    jar.close();
  }
}
