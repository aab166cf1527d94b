package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.KeyStoreFacts;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.story.CommandPlace;
import io.keystoreconnector.cli.story.FinalReport;
import io.keystoreconnector.cli.story.ReportFile;
import io.keystoreconnector.cli.terminal.Output;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.runs.Recording;
import io.keystoreconnector.statemachine.ExecutionResult;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the workflow on this machine against AWS. */
@Command(
    name = "run",
    description = {
      "Runs the workflow on this machine, in real time, against the AWS account that your"
          + " credentials reach. Nothing has to be deployed.",
      "With --all, several key stores or a pattern it runs for each, five at once. One that needs a"
          + " person stops no other.",
      "Exit code: 0 if the key store is connected (or left as the request says), 1 if a person is"
          + " needed, 2 if the request or the setup is wrong."
    },
    footer = {
      "",
      "Examples:",
      "  ./connector run payments --profile operations",
      "  ./connector run --all --leave"
    })
public final class RunCommand implements Callable<Integer> {

  private final Installation installation;
  private final LocalJournals locals;

  @Mixin private final StoresOptions options = new StoresOptions();

  @Mixin private final Output output;

  @Mixin private final AwsOptions aws = new AwsOptions();

  @Option(
      names = "--report",
      paramLabel = "FILE_OR_FOLDER",
      description =
          "At the end, also write a page with a picture of the run: to a file that ends in .html,"
              + " or into a folder, under a name that says store and outcome.")
  private @Nullable String report;

  /**
   * The command.
   *
   * @param locals where runs on this machine keep their journal
   */
  public RunCommand(Installation installation, Terminal terminal, LocalJournals locals) {
    this.installation = installation;
    this.locals = locals;
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() {
    ReportFile file = new ReportFile(report);
    return options.areSeveral() ? runSeveral(options.several(), file) : runOne(options.one(), file);
  }

  private int runSeveral(FleetStart asked, ReportFile file) {
    file.check();
    Session session = aws.open();
    new KnownFleet(session).require(asked.words());
    Page shown = output.pageForPeople();
    LocalWorkflow workflow = workflow(shown, session);
    FleetPlaces places = new FleetPlaces(session, true, new StackOption(), aws.again());
    ExecutionResult result = new LiveFleet(shown, workflow, asked, places).toTheEnd();
    CommandPlace place = place(session, Optional.empty());
    return ended(
        shown,
        () -> recording(session, place, installation.fleetDefinition(), result),
        result,
        file);
  }

  private int runOne(StartRequest asked, ReportFile file) {
    file.check();
    Session session = aws.open();
    CommandPlace place = place(session, new KnownStore(session).require(asked.store()));
    Page shown = output.pageForPeople();
    LocalWorkflow workflow = workflow(shown, session);
    ExecutionResult result = new LiveRun(shown, workflow, asked.json(), place).toTheEnd();
    return ended(
        shown, () -> recording(session, place, installation.definition(), result), result, file);
  }

  private LocalWorkflow workflow(Page shown, Session session) {
    Optional<LocalJournal> kept = locals.of(session);
    // A damaged file is noticed here, before anything is done.
    kept.ifPresent(journal -> journal.read(""));
    warnOfAnother(shown, session, kept);
    RunJournal journal = kept.isPresent() ? kept.get() : new PassingJournal(Map.of());
    return new LocalWorkflow(installation, session, aws.endpoint(), Map.of(), journal);
  }

  private int ended(
      Page shown, Supplier<Recording> recording, ExecutionResult result, ReportFile file) {
    if (output.json()) {
      output.page().json(RunEnd.json(result));
    }
    // After the outcome is printed: a disk that is full by now must not hide it.
    ReportFile.tell(shown, file.write(recording));
    return RunEnd.exitCode(result);
  }

  /** Of actions in another journal, a run sees only what KMS shows. */
  private static void warnOfAnother(Page page, Session session, Optional<LocalJournal> kept) {
    DeployedConnector.findQuietly(session)
        .flatMap(deployed -> deployed.journal(session))
        .ifPresent(
            other ->
                page.row(
                    Style.TROUBLE,
                    "The workflow is deployed here and has its own journal, %s; ./connector start uses it. This run does not see it, and keeps its own %s."
                        .formatted(
                            other.where(),
                            kept.map(journal -> "in " + journal.where())
                                .orElse("only until it ends")),
                    FinalReport.part(Style.TROUBLE, "journal")));
  }

  private CommandPlace place(Session session, Optional<KeyStoreFacts> store) {
    UnaryOperator<String> known =
        store
            .map(found -> KnownValues.filling(session, new StackOption(), found))
            .orElse(UnaryOperator.identity());
    return new CommandPlace(true, "", aws.again(), known);
  }

  private static Recording recording(
      Session session, CommandPlace place, String definition, ExecutionResult result) {
    Recording recording = Recording.of("A run", definition, result.history(), Instant.now());
    return new ReportOrigin(session, place).ofRunHere(recording);
  }
}
