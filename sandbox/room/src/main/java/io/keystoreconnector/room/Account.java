package io.keystoreconnector.room;

import io.keystoreconnector.emulator.direct.DirectDynamoDb;
import io.keystoreconnector.emulator.direct.LiveServices;
import io.keystoreconnector.emulator.http.SandboxServer;
import io.keystoreconnector.emulator.service.AwsEndpoint;
import io.keystoreconnector.emulator.workflow.DeployedMachine;
import io.keystoreconnector.emulator.workflow.Run;
import io.keystoreconnector.emulator.workflow.Workflows;
import io.keystoreconnector.emulator.world.JournalTable;
import io.keystoreconnector.emulator.world.KeyStore;
import io.keystoreconnector.emulator.world.Refusal;
import io.keystoreconnector.emulator.world.Settings;
import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.emulator.world.WorldFields;
import io.keystoreconnector.emulator.world.WorldFormatException;
import io.keystoreconnector.local.Deployment;
import io.keystoreconnector.local.FunctionsJar;
import io.keystoreconnector.rehearsal.scenario.Scenario;
import io.keystoreconnector.runs.Machine;
import io.keystoreconnector.runs.Recording;
import io.keystoreconnector.statemachine.DynamoDbTasks;
import io.keystoreconnector.statemachine.Execution;
import io.keystoreconnector.statemachine.LambdaTasks;
import io.keystoreconnector.statemachine.Runner;
import io.keystoreconnector.statemachine.StartExecutionTasks;
import io.keystoreconnector.statemachine.StateMachine;
import io.keystoreconnector.statemachine.TaskFailed;
import io.keystoreconnector.statemachine.TaskRunner;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The world of a scenario behind one endpoint, with the real workflow and the real functions
 * deployed in it, on its own clock. See docs/sandbox.md.
 */
public final class Account implements AutoCloseable {

  /** The name of the state machine. */
  private static final String MACHINE = "connect-key-store";

  /** The name of the one for several key stores. */
  private static final String FLEET = "connect-fleet";

  /** How many history events of ended runs are kept: as many as the longest run can have. */
  private static final int MOST_EVENTS = 25_000;

  /** How many calls and events of a world are kept. */
  private static final int NEWEST = 10_000;

  private final AccountOptions options;
  private final Clock clock;
  private final SandboxServer server;
  private final Functions functions;
  private final Workflows workflows;
  private final String definition;
  private final String fleetDefinition;
  private final DeployedMachine machine;
  private final DeployedMachine fleetMachine;
  private volatile Scene scene;

  private Account(AccountOptions options, Clock clock, FunctionsJar jar, SandboxServer server) {
    this.options = options;
    this.clock = clock;
    this.server = server;
    this.functions = new Functions(jar, server.endpoint(), clock);
    this.scene = scene(options.scenario());
    String region = scene.world().settings().region();
    // Creating the functions warms them up with calls that the coming world does not see.
    server.serve(scene.world());
    functions.play(options.scenario(), region);
    TaskRunner tasks =
        new DynamoDbTasks(
            new RealPace(clock)
                .of(new DirectDynamoDb(new LiveServices(() -> new AwsEndpoint(world())))),
            new LambdaTasks(functions.byName()));
    StartExecutionTasks withRuns =
        new StartExecutionTasks(this::startForTask, clock.timeline(), tasks);
    this.workflows =
        new Workflows(new Runner(clock.timeline(), withRuns, new SplittableRandom()), region);
    this.definition = options.installation().definition();
    this.machine =
        workflows.deploy(
            MACHINE,
            StateMachine.load(
                definition,
                Deployment.substitutions(
                    definition, JournalTable.NAME, Settings.partition(region))));
    this.fleetDefinition = options.installation().fleetDefinition();
    this.fleetMachine =
        workflows.deploy(
            FLEET,
            StateMachine.load(
                fleetDefinition,
                Deployment.fleetSubstitutions(machine.arn(), Settings.partition(region))));
    workflows.keep(MOST_EVENTS);
    workflows.whenOneEnds(this::ended, 1);
    workflows.watchedBy(() -> RunRecorder.begin(scene, functions.faultsLeft()));
    show(scene(options.scenario()));
  }

  /**
   * Opens an account.
   *
   * @throws IOException if the port is taken
   * @throws IllegalArgumentException if the functions are not built
   * @throws io.keystoreconnector.emulator.world.WorldFormatException if its world is not valid
   */
  public static Account open(AccountOptions options) throws IOException {
    Clock clock = options.speed().start();
    World nothing = World.load(Map.of(), clock.timeline(), clock.delay());
    SandboxServer server = SandboxServer.start(nothing, options.port());
    try {
      FunctionsJar jar = FunctionsJar.open(options.installation().handlersJar());
      return new Account(options, clock, jar, server);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private Execution startForTask(String machineArn, String name, @Nullable Object input)
      throws TaskFailed {
    return workflows.startForTask(machineArn, name, input);
  }

  private void ended(Map<String, Object> event) {
    if (event.get("detail") instanceof Map<?, ?> detail) {
      workflows.runs().stream()
          .filter(run -> run.arn().equals(detail.get("executionArn")))
          .forEach(options.endLog());
    }
  }

  private Scene scene(Scenario scenario) {
    return new Scene(scenario, World.load(scenario.world(), clock.timeline(), clock.delay()));
  }

  private void show(Scene shown) {
    shown.world().journal().keep(NEWEST);
    shown.world().journal().whenCalled(options.callLog());
    scene = shown;
    server.serve(shown.world(), workflows);
  }

  /** The server behind it, so that more paths can be added. */
  public SandboxServer server() {
    return server;
  }

  /** Where it listens. */
  public URI endpoint() {
    return server.endpoint();
  }

  /** Its state machine as pages draw it. */
  Map<String, Object> machine() {
    return new Machine(definition).toJson();
  }

  /** The ARN of its state machine. */
  public String machineArn() {
    return machine.arn();
  }

  /**
   * The request with which a run is started, if none is given: the scenario's, or else the id of
   * the first key store.
   */
  public Object request() {
    Object given = scene.scenario().request();
    return given == null ? Map.of("customKeyStoreId", firstKeyStore(world())) : given;
  }

  /** The command line that starts a run with that request. */
  String startCommand() {
    return options.startCommand().apply(request());
  }

  private static String firstKeyStore(World world) {
    @Nullable KeyStore first = world.keyStores().all().stream().findFirst().orElse(null);
    return first == null ? "cks-1234567890abcdef0" : first.id();
  }

  /** The world that is served now. */
  public World world() {
    return scene.world();
  }

  Scene scene() {
    return scene;
  }

  /**
   * Replaces the world. Runs in progress are stopped because they belong to the old world; those
   * that have ended are forgotten.
   *
   * @param json a world file
   * @throws io.keystoreconnector.emulator.world.WorldFormatException with one sentence that names
   *     the field; nothing has changed then
   */
  public synchronized void load(Map<String, Object> json) {
    change(scene(scene.scenario().elsewhere(json)), () -> {});
  }

  /** Starts over with a scenario, as {@link #load} does with a world. */
  synchronized void play(Scenario scenario) {
    Scene next = scene(scenario);
    change(next, () -> functions.play(scenario, next.world().settings().region()));
  }

  private void change(Scene next, Runnable before) {
    String region = world().settings().region();
    if (!next.world().settings().region().equals(region)) {
      throw WorldFormatException.about(
          WorldFields.of("settings", Map.of()),
          "region",
          "must be " + region + ", where the state machine is deployed");
    }
    before.run();
    workflows.forgetEnded();
    for (Run run : workflows.runs()) {
      workflows.stop(run, "StateLoaded", "Another world replaced the one of this run.");
    }
    show(next);
  }

  /**
   * Lets a person do something, at once or at the time that the deed names.
   *
   * @param deed as in a world file
   * @return why it was refused, if it was
   * @throws io.keystoreconnector.emulator.world.WorldFormatException with one sentence that names
   *     the field
   */
  public Optional<Refusal> act(Map<String, Object> deed) {
    Scene now = scene;
    World world = now.world();
    synchronized (world) {
      Optional<Refusal> refusal = world.act(deed);
      now.interventions().acted(world.moment(), deed);
      return refusal;
    }
  }

  /**
   * Plans one more fault.
   *
   * @param fault as in a world file
   * @throws io.keystoreconnector.emulator.world.WorldFormatException with one sentence that names
   *     the field
   */
  public void plan(Map<String, Object> fault) {
    Scene now = scene;
    World world = now.world();
    synchronized (world) {
      now.interventions().planned(world.moment(), world.plan(fault));
    }
  }

  /** Removes all planned faults. */
  public void forgetFaults() {
    Scene now = scene;
    World world = now.world();
    synchronized (world) {
      world.catchUp();
      world.forgetFaults();
      now.interventions().forgotten(world.moment());
    }
  }

  Speed speed() {
    return clock.speed();
  }

  boolean goOnAt(Speed speed) {
    return clock.goOnAt(speed);
  }

  List<Run> runs() {
    return workflows.runs();
  }

  /**
   * Starts a run under an unused name.
   *
   * @param fleet whether it is one of the state machine for several key stores
   */
  Run start(String input, boolean fleet) {
    // In the same order as a call: first the world, then the executions.
    synchronized (world()) {
      int number = workflows.started() + 1;
      while (isTaken("run-" + number)) {
        number++;
      }
      return workflows.start(fleet ? fleetMachine : machine, "run-" + number, input);
    }
  }

  private boolean isTaken(String name) {
    return workflows.runs().stream().anyMatch(run -> run.name().equals(name));
  }

  void stop(Run run) {
    workflows.stop(run, "Stopped", "Someone stopped it in the rehearsal room.");
  }

  Recording recording(Run run) {
    return ((RunRecorder) run.watcher())
        .recording(run, isOfFleet(run) ? fleetDefinition : definition, now());
  }

  /** Whether it is a run of the state machine for several key stores. */
  static boolean isOfFleet(Run run) {
    return run.machine().name().equals(FLEET);
  }

  /** The time on its clock. */
  Instant now() {
    return clock.timeline().instant();
  }

  /** Moves the clock forward. */
  public void advance(Duration duration) {
    scene.interventions().movedTime();
    clock.jump().accept(duration);
    clock.timeline().changed();
  }

  @Override
  public void close() {
    server.close();
    clock.stop().run();
  }
}
