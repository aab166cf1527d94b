package io.keystoreconnector.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.keystoreconnector.emulator.direct.DirectDynamoDb;
import io.keystoreconnector.emulator.direct.LiveServices;
import io.keystoreconnector.emulator.http.ResponseBucket;
import io.keystoreconnector.emulator.http.SandboxServer;
import io.keystoreconnector.emulator.service.AwsEndpoint;
import io.keystoreconnector.emulator.workflow.DeployedMachine;
import io.keystoreconnector.emulator.workflow.LambdaTarget;
import io.keystoreconnector.emulator.workflow.Run;
import io.keystoreconnector.emulator.workflow.Workflows;
import io.keystoreconnector.emulator.world.CallRecord;
import io.keystoreconnector.emulator.world.EventRecord;
import io.keystoreconnector.emulator.world.JournalTable;
import io.keystoreconnector.emulator.world.VirtualTime;
import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.local.Deployment;
import io.keystoreconnector.local.Endpoint;
import io.keystoreconnector.local.FunctionsJar;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.statemachine.DynamoDbTasks;
import io.keystoreconnector.statemachine.LambdaFunction;
import io.keystoreconnector.statemachine.LambdaTasks;
import io.keystoreconnector.statemachine.Runner;
import io.keystoreconnector.statemachine.StartExecutionTasks;
import io.keystoreconnector.statemachine.StateMachine;
import io.keystoreconnector.statemachine.TaskFailed;
import io.keystoreconnector.statemachine.TaskRunner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/**
 * Everything that is deployed, in an emulated account in virtual time: the definition, the handlers
 * and the lifecycle functions from their jars, the events between them, and CloudFormation's
 * bucket. When it is closed, everything that it recorded is searched for secrets.
 */
final class Account implements AutoCloseable {

  static final String STACK = "arn:aws:cloudformation:eu-central-1:111122223333:stack/s/1";
  static final String STORE = "cks-0123456789abcdef0";
  static final String MACHINE = "connect-key-store";
  static final String MACHINE_ARN =
      "arn:aws:states:eu-central-1:111122223333:stateMachine:" + MACHINE;
  static final String FLEET = "connect-fleet";
  static final String OTHER_STORE = "cks-0fedcba9876543210";
  static final Instant START = Instant.parse("2026-11-23T03:00:00Z");

  private static final String PASSWORD = "Recognisable1Password";
  private static final String TOPIC = "arn:aws:sns:eu-central-1:111122223333:outcomes";
  private static final Path ROOT = Path.of("..", "..");

  private static final Installation INSTALLATION = Installation.ofSourceTree(ROOT);

  /** Opened once, as in a Lambda process: the event reader stays with the first loader. */
  private static final FunctionsJar STEPS = FunctionsJar.open(INSTALLATION.handlersJar());

  private static final FunctionsJar LIFECYCLE =
      FunctionsJar.open(
          ROOT.resolve("functions/lifecycle/target/keystore-connector-lifecycle.jar"));

  private static final FunctionsJar WATCH =
      FunctionsJar.open(ROOT.resolve("functions/watch/target/keystore-connector-watch.jar"));

  private final Properties before = (Properties) System.getProperties().clone();
  private final PrintStream console = System.out;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final List<String> logLines = new CopyOnWriteArrayList<>();
  private final List<String> payloads = new CopyOnWriteArrayList<>();
  private final io.keystoreconnector.statemachine.time.VirtualTime time =
      new io.keystoreconnector.statemachine.time.VirtualTime(START);
  private final LambdaLogger logger =
      new LambdaLogger() {
        @Override
        public void log(String message) {
          logLines.add(message);
        }

        @Override
        public void log(byte[] message) {
          log(new String(message, StandardCharsets.UTF_8));
        }
      };
  private final SandboxServer server;
  private final World world;
  private final Workflows workflows;
  private final DeployedMachine machine;
  private final RequestStreamHandler deployment;
  private final LambdaTarget outcome;
  final ResponseBucket bucket;

  private Account(String worldFile, int deliveries, int hangs) throws IOException {
    bucket = ResponseBucket.open();
    server = SandboxServer.start(World.load(Map.of(), new VirtualTime(START)), 0);
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    world = World.load(json(worldFile), time, time::advance);
    TaskRunner withRuns = new StartExecutionTasks(this::startForTask, time, tasks(hangs));
    workflows = new Workflows(new Runner(time, withRuns, new Random(1)), "eu-central-1");
    machine =
        workflows.deploy(
            MACHINE,
            StateMachine.load(
                INSTALLATION.definition(),
                Deployment.substitutions(INSTALLATION.definition(), JournalTable.NAME, "aws")));
    workflows.deploy(
        FLEET,
        StateMachine.load(
            INSTALLATION.fleetDefinition(), Deployment.fleetSubstitutions(MACHINE_ARN, "aws")));
    server.serve(world, workflows);
    deployment = handler("io.keystoreconnector.lifecycle.DeploymentHandler");
    outcome = new LambdaTarget(time, lifecycleFunction("Outcome"));
    workflows.whenOneEnds(outcome, deliveries);
  }

  /** An account with the key store {@code payments}; single quotes stand for double quotes. */
  static Account with(String store, String secret, String faults) throws IOException {
    return with(store, secret, faults, 1, 0);
  }

  /**
   * The same, but each event is delivered this many times, and the function that looks hangs for
   * this many seconds.
   */
  static Account with(String store, String secret, String faults, int deliveries, int hangs)
      throws IOException {
    return new Account(
        """
        {'settings': {'requestsPerSecond': 0},
         'clusters': [{'id': 'cluster-paymentsHsm', 'kmsuser': {'password': '%1$s'}}],
         'keyStores': [{'id': '%2$s', 'name': 'payments', 'password': 'Forgotten1234', %3$s}],
         'secrets': [{'name': 'payments/kmsuser', 'value': %4$s}],
         'faults': [%5$s]}
        """
            .formatted(PASSWORD, STORE, store, secret.replace("PASSWORD", PASSWORD), faults),
        deliveries,
        hangs);
  }

  /**
   * An account with the key stores {@code prod-a} and {@code prod-b}, which have a cluster each;
   * single quotes stand for double quotes.
   */
  static Account ofTwo(String one, String other) throws IOException {
    return new Account(
        """
        {'settings': {'requestsPerSecond': 0},
         'clusters': [{'id': 'cluster-paymentsHsm', 'kmsuser': {'password': '%1$s'}},
                      {'id': 'cluster-ledgerHsm22', 'kmsuser': {'password': '%1$s'}}],
         'keyStores': [{'id': '%2$s', 'name': 'prod-a', 'cluster': 'cluster-paymentsHsm',
                        'password': '%1$s', %4$s},
                       {'id': '%3$s', 'name': 'prod-b', 'cluster': 'cluster-ledgerHsm22',
                        'password': '%1$s', %5$s}]}
        """
            .formatted(PASSWORD, STORE, OTHER_STORE, one, other),
        1,
        0);
  }

  private io.keystoreconnector.statemachine.Execution startForTask(
      String machineArn, String name, @Nullable Object input) throws TaskFailed {
    return workflows.startForTask(machineArn, name, input);
  }

  private static Map<String, Object> json(String text) {
    return JSON.std.mapFrom(text.replace('\'', '"'));
  }

  private TaskRunner tasks(int hangs) {
    Map<String, LambdaFunction> functions = new LinkedHashMap<>();
    new Deployment(STEPS, environment())
        .functions(logLines::add)
        .forEach((name, function) -> functions.put(name, recorded(function)));
    functions.computeIfPresent("Check", (name, check) -> slow(check, hangs));
    return new DynamoDbTasks(
        new DirectDynamoDb(new LiveServices(() -> new AwsEndpoint(world))),
        new LambdaTasks(functions));
  }

  private LambdaFunction slow(LambdaFunction function, int seconds) {
    return payload -> {
      jump(seconds);
      return function.invoke(payload);
    };
  }

  private LambdaFunction recorded(LambdaFunction function) {
    return payload -> {
      payloads.add(payload);
      String answer = function.invoke(payload);
      payloads.add(answer);
      return answer;
    };
  }

  private LambdaFunction lifecycleFunction(String name) {
    return LIFECYCLE.function(
        "io.keystoreconnector.lifecycle." + name + "Handler", environment(), logLines::add);
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.putAll(new Endpoint(server.endpoint()).environment());
    Deployment.RESTRICTIONS.forEach(name -> environment.put(name, Deployment.EVERYTHING));
    environment.put("STATE_MACHINE_ARN", MACHINE_ARN);
    environment.put("FLEET_STATE_MACHINE_ARN", MACHINE_ARN.replace(MACHINE, FLEET));
    environment.put("TOPIC_ARN", TOPIC);
    environment.put("RUNBOOK_URL", "https://docs.example.com/runbook");
    environment.put("DISCONNECTABLE_KEY_STORES", STORE);
    environment.put("RESPONSE_HOSTS", "http://" + bucket.preSigned("/").getAuthority());
    return environment;
  }

  /** CloudFormation calls the service token; so may a schedule, or Lambda on a retry. */
  void deploy(String requestType, String requestId, String properties) throws Throwable {
    deploy(requestType, requestId, STORE, properties);
  }

  /** The same for a resource with this physical id, except for a create. */
  void deploy(String requestType, String requestId, String physicalId, String properties)
      throws Throwable {
    Map<String, Object> event = request(requestType, requestId, properties);
    if (!requestType.equals("Create")) {
      event.put("PhysicalResourceId", physicalId);
    }
    deploy(event);
  }

  /** The function is called with this event. */
  void deploy(Map<String, Object> event) throws Throwable {
    byte[] bytes = JSON.std.asString(event).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    deployment.handleRequest(new ByteArrayInputStream(bytes), answer, invocation());
    payloads.add(answer.toString(StandardCharsets.UTF_8));
  }

  /** What CloudFormation sends. */
  Map<String, Object> request(String requestType, String requestId, String properties) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("RequestType", requestType);
    event.put("ServiceToken", "arn:aws:lambda:eu-central-1:111122223333:function:deployment");
    event.put("ResponseURL", bucket.preSigned("/" + requestId).toString());
    event.put("StackId", STACK);
    event.put("RequestId", requestId);
    event.put("ResourceType", "Custom::KeyStoreConnection");
    event.put("LogicalResourceId", "Connection");
    Map<String, Object> all = json(properties);
    all.put("ServiceToken", event.get("ServiceToken"));
    event.put("ResourceProperties", all);
    return event;
  }

  /** The stack has this status from now on; before, the account does not know it. */
  void stackIs(String status) {
    workflows.setStackStatus(STACK, status);
  }

  /** Lets that much time pass for everything that is in progress. */
  void pass(int seconds) {
    time.await(time.instant().plusSeconds(seconds), () -> false);
  }

  /** Lambda's clock is that of the account: each look at it lets everything else go on. */
  private Context invocation() {
    Instant end = time.instant().plusSeconds(180);
    return (Context)
        Proxy.newProxyInstance(
            Account.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getRemainingTimeInMillis")) {
                pass(2);
                return (int) Duration.between(time.instant(), end).toMillis();
              }
              assertThat(method.getName()).isEqualTo("getLogger");
              return logger;
            });
  }

  /** A handler as Lambda creates it, for a step or for what surrounds a run. */
  RequestStreamHandler handler(String className) {
    FunctionsJar jar = className.contains(".lifecycle.") ? LIFECYCLE : STEPS;
    return jar.handler(className, environment());
  }

  /** Everything else that is given out, to be searched for secrets. */
  void shown(String text) {
    payloads.add(text);
  }

  /** A schedule starts a run without naming it. */
  Run schedule(String request) {
    String input = request.replace('\'', '"');
    return workflows.start(machine, "schedule-" + workflows.runs().size(), input);
  }

  /** A person stops all runs this many seconds after the start. */
  Account stoppedAfter(int seconds) {
    time.start(
        "a person",
        () -> {
          time.await(START.plusSeconds(seconds), () -> false);
          workflows.runs().forEach(run -> workflows.stop(run, "Enough", "the network is down"));
        });
    return this;
  }

  /**
   * The watch looks at all key stores once.
   *
   * @return the details of the changes of state that it has put on the bus
   */
  List<Map<String, Object>> check() throws IOException {
    int before = sent("EVENT_PUT", "detail").size();
    WATCH
        .handler("io.keystoreconnector.watch.WatchHandler", environment())
        .handleRequest(
            new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)),
            new ByteArrayOutputStream(),
            watching());
    return sent("EVENT_PUT", "detail").stream()
        .skip(before)
        .map(detail -> JSON.std.mapFrom(detail))
        .filter(detail -> detail.containsKey("to"))
        .toList();
  }

  private Context watching() {
    return (Context)
        Proxy.newProxyInstance(
            Account.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getRemainingTimeInMillis" -> 120_000;
                  case "getInvokedFunctionArn" ->
                      "arn:aws:lambda:eu-central-1:111122223333:function:watch:live";
                  case "getLogger" -> logger;
                  default -> throw new AssertionError(method);
                });
  }

  /** A person does something to the key store. */
  Account person(String does) {
    synchronized (world) {
      world
          .act(Map.of("does", does, "keyStore", STORE))
          .ifPresent(
              refusal -> {
                throw new AssertionError(refusal);
              });
    }
    return this;
  }

  /** Lets everything happen that has been triggered. */
  Account settle() {
    workflows.await();
    return this;
  }

  /** Lets the clock jump, as it does for a function that hangs. */
  void jump(int seconds) {
    time.advance(Duration.ofSeconds(seconds));
  }

  List<Run> runs() {
    return workflows.runs();
  }

  LambdaTarget outcome() {
    return outcome;
  }

  /** The bodies that CloudFormation got for a request, in order. */
  List<Map<String, Object>> answers(String requestId) {
    return bucket.responses().stream()
        .filter(response -> response.path().equals("/" + requestId))
        .map(response -> JSON.std.mapFrom(response.body()))
        .toList();
  }

  /** A detail of everything that was sent by EVENT_PUT or MESSAGE_PUBLISHED. */
  List<String> sent(String event, String detail) {
    return happened().stream()
        .filter(e -> e.event().equals(event))
        .map(e -> String.valueOf(e.details().get(detail)))
        .toList();
  }

  /** What happened in the world. */
  List<EventRecord> happened() {
    synchronized (world) {
      world.catchUp();
      return world.journal().events();
    }
  }

  /** Calls of an operation that were accepted. */
  long accepted(String operation) {
    return world.journal().calls().stream()
        .filter(call -> call.operation().equals(operation) && call.error() == null)
        .count();
  }

  String state() {
    return state(STORE);
  }

  String state(String store) {
    synchronized (world) {
      world.catchUp();
      return world.keyStores().get(store).state().name();
    }
  }

  /** The URL is in the execution's input, and so in its first two events; nowhere else. */
  private void assertSecretless() {
    List<String> shown = new ArrayList<>(logLines);
    shown.addAll(payloads);
    shown.add(printed.toString(StandardCharsets.UTF_8));
    happened().forEach(event -> shown.add(event.toString()));
    world.journal().calls().stream().map(CallRecord::toString).forEach(shown::add);
    outcome.failures().forEach(failure -> shown.add(failure.toString()));
    for (Run run : runs()) {
      run.events().stream().skip(2).map(Object::toString).forEach(shown::add);
      shown.add(run.output() + " " + run.error() + " " + run.cause());
    }
    assertThat(shown)
        .noneMatch(text -> text.contains("PreSignedSecret123"))
        .noneMatch(text -> text.contains(PASSWORD));
    bucket.responses().forEach(r -> assertThat(r.body()).doesNotContain(PASSWORD, "PreSigned"));
    runs().forEach(run -> assertThat(run.events().toString()).doesNotContain(PASSWORD));
  }

  @Override
  public void close() {
    try {
      assertSecretless();
    } finally {
      System.setOut(console);
      System.setProperties(before);
      server.close();
      bucket.close();
    }
  }
}
