package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.KeyStores;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.story.FinalReport;
import io.keystoreconnector.cli.story.ReportFile;
import io.keystoreconnector.cli.terminal.Output;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.cli.terminal.Tone;
import io.keystoreconnector.local.Tree;
import io.keystoreconnector.runs.Recording;
import io.keystoreconnector.statemachine.ExecutionResult;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the workflow on this machine against AWS. */
@Command(
    name = "run",
    description = {
      "Runs the workflow on this machine, in real time, against the AWS account that your"
          + " credentials reach. Nothing has to be deployed for it.",
      "Ends with 0 if the key store is connected (or left as the request says), with 1 if a person"
          + " is needed, with 2 if the request or the set-up is wrong."
    },
    footer = {"", "Example: ./connector run payments --profile operations"})
public final class RunCommand implements Callable<Integer> {

  private final Tree tree;
  private final LocalJournals locals;

  @Mixin private final RequestOptions options = new RequestOptions();

  @Mixin private final Output output;

  @Mixin private final AwsOptions aws = new AwsOptions();

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "At the end, also write a page with a picture of the run.")
  private @Nullable String report;

  public RunCommand(Tree tree, Terminal terminal, LocalJournals locals) {
    this.tree = tree;
    this.locals = locals;
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() {
    StartRequest asked = options.request(tree.handlersJar());
    ReportFile file = new ReportFile(report);
    file.check();
    Session session = aws.open();
    var _ = new KnownStore(session).require(asked.store());
    Optional<LocalJournal> kept = locals.of(session);
    // A damaged file shows here, before anything is done.
    kept.ifPresent(journal -> journal.read(asked.store().text()));
    Page shown = output.pageForPeople();
    warnOfAnother(shown, session, kept);
    RunJournal journal = kept.isPresent() ? kept.get() : new PassingJournal(Map.of());
    try (LocalWorkflow workflow = new LocalWorkflow(tree, session, aws.endpoint(), journal)) {
      ExecutionResult result = new LiveRun(shown, workflow, asked.json()).toTheEnd();
      if (output.json()) {
        output.page().json(RunEnd.json(result));
      }
      // After the outcome is told: a disk that is full by now must not hide it.
      file.write(
          () -> Recording.of(title(session), tree.definition(), result.history(), Instant.now()));
      file.tell(shown);
      return RunEnd.exitCode(result);
    }
  }

  /** Two journals of one key store know of one another's acts only what KMS shows. */
  private static void warnOfAnother(Page page, Session session, Optional<LocalJournal> kept) {
    Deployed.findQuietly(session)
        .flatMap(deployed -> deployed.journal(session))
        .ifPresent(
            other ->
                page.row(
                    Tone.TROUBLE,
                    "The workflow is deployed here and has its own journal, %s; ./connector start uses it. This run does not see it, and keeps its own %s."
                        .formatted(
                            other.where(),
                            kept.map(journal -> "in " + journal.where())
                                .orElse("only until it ends")),
                    FinalReport.part(Tone.TROUBLE, "journal")));
  }

  private static String title(Session session) {
    return "A run against " + new KeyStores(session).endpoint().map(URI::toString).orElse("AWS");
  }
}
