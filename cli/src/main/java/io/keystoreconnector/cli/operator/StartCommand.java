package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.cli.aws.Executions;
import io.keystoreconnector.cli.aws.KeyStoreFacts;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.story.CommandPlace;
import io.keystoreconnector.cli.story.ReportFile;
import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.cli.terminal.Output;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.statemachine.time.Timeline;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.jr.ob.JSON;

/** Starts a run of the deployed workflow. */
@Command(
    name = "start",
    description = {
      "Starts a run of the deployed workflow for a key store, or one for each of several, and"
          + " prints the ARN. With --follow it shows the run until its end; Ctrl-C then stops"
          + " following, not the run.",
      "One that needs a person stops no other.",
      "Exit code: 0 if the run is started; with --follow, that of the run, as for follow."
    },
    footer = {
      "",
      "Examples:",
      "  ./connector start cks-1234567890abcdef0 --follow",
      "  ./connector start 'prod-*' --secret '{name}/kmsuser' --follow"
    })
public final class StartCommand implements Callable<Integer> {

  /** Fields without a value are for the workflow to refuse. */
  private static final JSON WITH_NULLS = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

  private final Installation installation;
  private final Timeline time;

  @Mixin private final StackOption stack = new StackOption();

  @Mixin private final StoresOptions options = new StoresOptions();

  @Option(names = "--follow", description = "Show the run until its end.")
  private boolean follow;

  @Mixin private final Output output;

  @Mixin private final AwsOptions aws = new AwsOptions();

  /**
   * The command.
   *
   * @param time gives the run its name, and paces --follow
   */
  public StartCommand(Installation installation, Terminal terminal, Timeline time) {
    this.installation = installation;
    this.output = new Output(terminal);
    this.time = time;
  }

  @Override
  public Integer call() {
    return options.areSeveral() ? startSeveral(options.several()) : startOne(options.one());
  }

  private int startSeveral(FleetStart asked) {
    Session session = aws.open();
    DeployedConnector deployed = deployed(session);
    String machine = deployed.requireFleet();
    new KnownFleet(session).require(asked.words());
    Executions executions = new Executions(session);
    ExecutionArn run =
        start(executions, machine, asked.executionName(time.instant()), asked.json());
    tell(run, machine, deployed, link(executions, run), Optional.empty());
    return follow
        ? follower(executions, place(session, Optional.empty()))
            .followFleet(run, new FleetPlaces(session, false, stack, aws.again()))
        : ExitCode.GOOD;
  }

  private int startOne(StartRequest asked) {
    Session session = aws.open();
    DeployedConnector deployed = deployed(session);
    Optional<KeyStoreFacts> store = new KnownStore(session).require(asked.store());
    Executions executions = new Executions(session);
    Optional<LastRun> another =
        store.flatMap(found -> another(new LastRuns(executions, deployed.machineArn()), found));
    ExecutionArn run =
        start(executions, deployed.machineArn(), asked.executionName(time.instant()), asked.json());
    tell(run, deployed.machineArn(), deployed, link(executions, run), another);
    return follow ? follower(executions, place(session, store)).follow(run) : ExitCode.GOOD;
  }

  private DeployedConnector deployed(Session session) {
    return stack.find(session).orElseThrow(() -> new UsageProblem(DeployedConnector.none(session)));
  }

  private static ExecutionArn start(
      Executions executions, String machine, String name, Map<String, @Nullable Object> request) {
    return new ExecutionArn(executions.start(machine, name, WITH_NULLS.asString(request)));
  }

  /** A custom endpoint has no console. */
  private static @Nullable String link(Executions executions, ExecutionArn run) {
    return executions.elsewhere() ? null : ConsoleLink.of(run);
  }

  private Follower follower(Executions executions, CommandPlace place) {
    return new Follower(
        output, time, executions, aws.again(), place, installation, ReportFile.NONE);
  }

  private CommandPlace place(Session session, Optional<KeyStoreFacts> store) {
    return new CommandPlace(
        false,
        stack.again(),
        aws.again(),
        store
            .map(found -> KnownValues.filling(session, stack, found))
            .orElse(UnaryOperator.identity()));
  }

  /** It is safe beside another run; whoever may not list runs starts one without knowing. */
  private static Optional<LastRun> another(LastRuns runs, KeyStoreFacts store) {
    try {
      return runs.inProgress(store);
    } catch (AwsProblem e) {
      return Optional.empty();
    }
  }

  private void tell(
      ExecutionArn run,
      String machine,
      DeployedConnector deployed,
      @Nullable String link,
      Optional<LastRun> another) {
    if (!output.json()) {
      new StartedMessage(output.page(), run, deployed, link, another, aws.again()).print(follow);
    } else if (!follow) {
      Map<String, @Nullable Object> tree = new LinkedHashMap<>();
      tree.put("executionArn", run.text());
      tree.put("stateMachineArn", machine);
      tree.put("stack", deployed.stack());
      tree.put("consoleLink", link);
      tree.put("runUnderWay", another.map(LastRun::arn).orElse(null));
      output.page().json(tree);
    }
  }
}
