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
      "Exit code: 0 if the key store is connected (or left as the request says), 1 if a person is"
          + " needed, 2 if the request or the setup is wrong."
    },
    footer = {"", "Example: ./connector run payments --profile operations"})
public final class RunCommand implements Callable<Integer> {

  private final Installation installation;
  private final LocalJournals locals;

  @Mixin private final RequestOptions options = new RequestOptions();

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
    StartRequest asked = options.request();
    ReportFile file = new ReportFile(report);
    file.check();
    Session session = aws.open();
    CommandPlace place = place(session, new KnownStore(session).require(asked.store()));
    Optional<LocalJournal> kept = locals.of(session);
    // A damaged file is noticed here, before anything is done.
    kept.ifPresent(journal -> journal.read(asked.store().text()));
    Page shown = output.pageForPeople();
    warnOfAnother(shown, session, kept);
    RunJournal journal = kept.isPresent() ? kept.get() : new PassingJournal(Map.of());
    LocalWorkflow workflow =
        new LocalWorkflow(installation, session, aws.endpoint(), Map.of(), journal);
    ExecutionResult result = new LiveRun(shown, workflow, asked.json(), place).toTheEnd();
    if (output.json()) {
      output.page().json(RunEnd.json(result));
    }
    // After the outcome is printed: a disk that is full by now must not hide it.
    ReportFile.tell(shown, file.write(() -> recording(session, place, result)));
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

  private Recording recording(Session session, CommandPlace place, ExecutionResult result) {
    Recording recording =
        Recording.of("A run", installation.definition(), result.history(), Instant.now());
    return new ReportOrigin(session, place).ofRunHere(recording);
  }
}
