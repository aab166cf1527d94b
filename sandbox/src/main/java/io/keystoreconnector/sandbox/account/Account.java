package io.keystoreconnector.sandbox.account;

import io.keystoreconnector.sandbox.lambda.Deployment;
import io.keystoreconnector.sandbox.lambda.Endpoint;
import io.keystoreconnector.sandbox.lambda.FunctionsJar;
import io.keystoreconnector.sandbox.lambda.LocalCaller;
import io.keystoreconnector.sandbox.scenario.FaultyFunction;
import io.keystoreconnector.sandbox.server.Controls;
import io.keystoreconnector.sandbox.server.SandboxServer;
import io.keystoreconnector.sandbox.workflow.DeployedMachine;
import io.keystoreconnector.sandbox.workflow.Run;
import io.keystoreconnector.sandbox.workflow.Workflows;
import io.keystoreconnector.sandbox.world.Fields;
import io.keystoreconnector.sandbox.world.World;
import io.keystoreconnector.statemachine.LambdaTasks;
import io.keystoreconnector.statemachine.Runner;
import io.keystoreconnector.statemachine.StateMachine;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The world of a scenario behind one endpoint, with the real workflow and the real functions
 * deployed in it, on a clock of its own. docs/sandbox.md describes it.
 */
public final class Account implements Controls, AutoCloseable {

  /** The name of the state machine. */
  private static final String MACHINE = "connect-key-store";

  private final Opening opening;
  private final Clock clock;
  private final FunctionsJar jar;
  private final SandboxServer server;
  private final Workflows workflows;
  private final DeployedMachine machine;
  private volatile World world;

  private Account(Opening opening, Clock clock, FunctionsJar jar, SandboxServer server) {
    this.opening = opening;
    this.clock = clock;
    this.jar = jar;
    this.server = server;
    this.world = world(opening.scenario().world());
    String region = world.settings().region();
    // Making the functions warms them up with calls, of which the world to come knows nothing.
    server.serve(world);
    LambdaTasks tasks =
        new LambdaTasks(
            FaultyFunction.of(
                opening.scenario(), deployment(region), clock.timeline(), line -> {}));
    this.workflows =
        new Workflows(new Runner(clock.timeline(), tasks, new SplittableRandom()), region);
    this.machine = workflows.deploy(MACHINE, definition(opening));
    workflows.whenOneEnds(this::ended, 1);
    show(world(opening.scenario().world()));
    server.controlledBy(this);
  }

  /**
   * Opens an account.
   *
   * @throws IOException if the port is taken
   * @throws IllegalArgumentException if the functions are not built
   * @throws io.keystoreconnector.sandbox.world.WorldFormatException if its world is none
   */
  public static Account open(Opening opening) throws IOException {
    Clock clock = opening.speed().start();
    World nothing = World.load(Map.of(), clock.timeline(), clock.passage());
    SandboxServer server = SandboxServer.start(nothing, opening.port());
    try {
      FunctionsJar jar = new FunctionsJar(opening.tree().handlersJar());
      return new Account(opening, clock, jar, server);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static StateMachine definition(Opening opening) {
    return StateMachine.load(opening.tree().definition(), Deployment.substitutions());
  }

  private Deployment deployment(String region) {
    Endpoint endpoint = new Endpoint(server.endpoint());
    Map<String, String> environment =
        new LinkedHashMap<>(new LocalCaller(endpoint).environment(opening.scenario().settings()));
    environment.put("aws.region", region);
    environment.put("PRIMING", "on");
    Deployment deployment = new Deployment(jar, environment);
    deployment.warmUp();
    return deployment;
  }

  private void ended(Map<String, Object> event) {
    if (event.get("detail") instanceof Map<?, ?> detail) {
      opening.endLog().accept(workflows.run(String.valueOf(detail.get("executionArn"))));
    }
  }

  private World world(Map<String, Object> json) {
    return World.load(json, clock.timeline(), clock.passage());
  }

  private void show(World shown) {
    shown.journal().whenCalled(opening.callLog());
    world = shown;
    server.serve(shown, workflows);
  }

  /** Where it listens. */
  public URI endpoint() {
    return server.endpoint();
  }

  /** The ARN of its state machine. */
  public String machineArn() {
    return machine.arn();
  }

  @Override
  public World world() {
    return world;
  }

  /** Runs that are under way are stopped: they belong to the world that was. */
  @Override
  public synchronized void load(Map<String, Object> json) {
    World next = world(json);
    String region = world.settings().region();
    if (!next.settings().region().equals(region)) {
      throw new Fields("settings", json)
          .complaint("region", "has to be " + region + ", where the state machine is deployed");
    }
    for (Run run : workflows.runs()) {
      workflows.stop(run, "StateLoaded", "Another world was put in place of this run's.");
    }
    show(next);
  }

  @Override
  public void advance(Duration duration) {
    clock.jump().accept(duration);
    clock.timeline().changed();
  }

  @Override
  public void close() {
    server.close();
    clock.stop().run();
    jar.close();
  }
}
