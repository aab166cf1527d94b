package io.keystoreconnector.sandbox.scenario;

import io.keystoreconnector.sandbox.lambda.Deployment;
import io.keystoreconnector.sandbox.lambda.Endpoint;
import io.keystoreconnector.sandbox.lambda.FunctionsJar;
import io.keystoreconnector.sandbox.lambda.LocalCaller;
import io.keystoreconnector.sandbox.server.SandboxServer;
import io.keystoreconnector.sandbox.world.Secrecy;
import io.keystoreconnector.sandbox.world.World;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.LambdaTasks;
import io.keystoreconnector.statemachine.Runner;
import io.keystoreconnector.statemachine.StateMachine;
import io.keystoreconnector.statemachine.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Where one scenario at a time is played: the emulated services on a port of their own, and
 * functions that know this port.
 */
final class Stage implements AutoCloseable {

  /** Three in the morning, when schedules run. */
  private static final Instant START = Instant.parse("2026-01-15T03:00:00Z");

  private static final long SEED = 1;

  private final StateMachine machine;
  private final FunctionsJar jar;
  private final SandboxServer server;
  private final Map<Map<String, String>, Deployment> deployments = new HashMap<>();

  Stage(StateMachine machine, FunctionsJar jar) throws IOException {
    this.machine = machine;
    this.jar = jar;
    this.server = SandboxServer.start(World.load(Map.of(), InstantSource.fixed(START), d -> {}), 0);
  }

  Rehearsed play(Scenario scenario) {
    long begin = System.nanoTime();
    VirtualTime time = new VirtualTime(START);
    World world = World.load(scenario.world(), time, time::advance);
    server.serve(world);
    Recorder recorder = new Recorder(world.journal(), START);
    List<String> logLines = new CopyOnWriteArrayList<>();
    LambdaTasks tasks =
        new LambdaTasks(
            FaultyFunction.of(scenario, deployment(scenario.settings()), time, logLines::add));
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

  private Deployment deployment(Map<String, String> settings) {
    return deployments.computeIfAbsent(
        settings,
        any ->
            new Deployment(jar, new LocalCaller(new Endpoint(server.endpoint())).environment(any)));
  }

  @Override
  public void close() {
    server.close();
  }
}
