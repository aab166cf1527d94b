package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.local.Deployment;
import io.keystoreconnector.local.Endpoint;
import io.keystoreconnector.local.FunctionFailedToStart;
import io.keystoreconnector.local.FunctionsJar;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.statemachine.DynamoDb;
import io.keystoreconnector.statemachine.DynamoDbTasks;
import io.keystoreconnector.statemachine.Execution;
import io.keystoreconnector.statemachine.HistoryEvent;
import io.keystoreconnector.statemachine.Identity;
import io.keystoreconnector.statemachine.LambdaFunction;
import io.keystoreconnector.statemachine.LambdaTasks;
import io.keystoreconnector.statemachine.NestedExecutions;
import io.keystoreconnector.statemachine.Runner;
import io.keystoreconnector.statemachine.StartExecutionTasks;
import io.keystoreconnector.statemachine.StateMachine;
import io.keystoreconnector.statemachine.TaskRunner;
import io.keystoreconnector.statemachine.time.RealTime;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/** The workflow and its functions on this machine, in real time, with a session's identity. */
final class LocalWorkflow {

  /** Takes the place of a table's name: runs on this machine have no table. */
  private static final String JOURNAL_TABLE = "connector-journal";

  private static final String THIS_MACHINE = "this-machine";

  /** Fields without a value are for the workflow to refuse. */
  private static final JSON WITH_NULLS = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

  private final Session session;
  private final StateMachine machine;
  private final StateMachine fleetMachine;
  private final Deployment deployment;
  private final DynamoDb journal;

  /**
   * Makes the functions ready.
   *
   * @param endpoint the endpoint of the services; null for AWS
   * @param restrictions what the functions allow, unless this machine says otherwise; what is
   *     missing is not restricted
   * @param journal in place of the table in which a deployed workflow keeps its journal
   * @throws UsageProblem if a function does not start with these settings
   */
  LocalWorkflow(
      Installation installation,
      Session session,
      @Nullable URI endpoint,
      Map<String, String> restrictions,
      RunJournal journal) {
    this.session = session;
    this.journal = new JournalItems(journal);
    this.machine = machine(installation.definition(), session);
    this.fleetMachine = fleetMachine(installation.fleetDefinition(), session);
    FunctionsJar jar = FunctionsJar.open(installation.handlersJar());
    this.deployment = new Deployment(jar, environment(session, endpoint, restrictions));
    try {
      deployment.warmUp();
    } catch (FunctionFailedToStart e) {
      throw new UsageProblem(String.valueOf(e.getMessage()));
    }
  }

  private static StateMachine machine(String definition, Session session) {
    String partition = session.partition();
    return StateMachine.load(
            definition, Deployment.substitutions(definition, JOURNAL_TABLE, partition))
        .named(new Identity(partition, session.region(), THIS_MACHINE, "run"));
  }

  private StateMachine fleetMachine(String definition, Session session) {
    String partition = session.partition();
    return StateMachine.load(
            definition, Deployment.fleetSubstitutions(machine.identity().machineArn(), partition))
        .named(new Identity(partition, session.region(), THIS_MACHINE, "run-fleet"));
  }

  private static Map<String, String> environment(
      Session session, @Nullable URI endpoint, Map<String, String> restrictions) {
    Map<String, String> environment = new LinkedHashMap<>(session.properties());
    environment.putAll(
        endpoint == null ? Map.of("PRIMING", "off") : new Endpoint(endpoint).environment());
    // It is the user's own machine; a restriction of the functions applies here, too.
    Deployment.RESTRICTIONS.forEach(
        name ->
            environment.put(
                name,
                Objects.requireNonNullElse(
                    System.getenv(name), restrictions.getOrDefault(name, Deployment.EVERYTHING))));
    List.of(Deployment.DENIED_KEY_STORES, Deployment.CANARY_KEYS)
        .forEach(
            name ->
                environment.put(
                    name, Objects.requireNonNullElse(System.getenv(name), Deployment.NOTHING)));
    return environment;
  }

  /** Starts a run, whose ARN says that it does not run in AWS; the listener receives each event. */
  Execution start(
      RealTime time, String name, @Nullable Object input, Consumer<HistoryEvent> listener) {
    return new Runner(time, tasks(), new SplittableRandom(), listener)
        .startWithText(machine, name, WITH_NULLS.asString(input));
  }

  /**
   * Starts an execution for several key stores, which starts a run for each of them.
   *
   * @param executions receives it and those runs
   */
  Execution startFleet(RealTime time, String name, @Nullable Object input, LocalFleet executions) {
    TaskRunner tasks = tasks();
    Runner alone = new Runner(time, tasks, new SplittableRandom());
    NestedExecutions nested =
        new NestedExecutions(
            List.of(machine),
            (one, run, request) -> executions.add(alone.start(one, run, request)));
    Runner runner =
        new Runner(time, new StartExecutionTasks(nested, time, tasks), new SplittableRandom());
    return executions.add(runner.startWithText(fleetMachine, name, WITH_NULLS.asString(input)));
  }

  private TaskRunner tasks() {
    return new DynamoDbTasks(journal, new LambdaTasks(functions()));
  }

  private Map<String, LambdaFunction> functions() {
    Map<String, LambdaFunction> functions = new LinkedHashMap<>();
    deployment
        .functions(line -> {})
        .forEach((name, function) -> functions.put(name, signedIn(function)));
    return functions;
  }

  /** A session's credentials may be renewed before a run is over. */
  private LambdaFunction signedIn(LambdaFunction function) {
    return payload -> {
      session.properties().forEach(System::setProperty);
      return function.invoke(payload);
    };
  }
}
