package io.keystoreconnector.sandbox.cli;

import io.keystoreconnector.sandbox.aws.Session;
import io.keystoreconnector.sandbox.scenario.Tree;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.time.RealTime;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what is wrong with a key store, without changing anything. */
@Command(
    name = "diagnose",
    description = {
      "Looks at a key store and its cluster, tells what a run would do next and why, and prints"
          + " what the runbook says. It makes the workflow's dry run on this machine: it changes"
          + " nothing, and nothing has to be deployed for it.",
      "Ends with 0 if a run can go on by itself or has nothing to do, with 1 if a person is needed,"
          + " with 2 if the request or the set-up is wrong."
    },
    footer = {"", "Example: ./connector diagnose cks-1234567890abcdef0 --profile operations"})
final class DiagnoseCommand implements Callable<Integer> {

  private final Tree tree;
  private final Terminal terminal;

  @Parameters(paramLabel = "ID", description = "The key store, by its id or its name.")
  private String store = "";

  @Option(
      names = "--request",
      paramLabel = "FILE_OR_JSON",
      description = "What the run is to be told beside the key store, such as an update.")
  private @Nullable String request;

  @Option(names = "--json", description = "Print JSON for programs instead of text for people.")
  private boolean json;

  @Mixin private final AwsOptions aws = new AwsOptions();

  @Spec private @Nullable CommandSpec spec;

  DiagnoseCommand(Tree tree, Terminal terminal) {
    this.tree = tree;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    StartRequest asked = StartRequest.of(store, request);
    Session session = aws.open();
    new KnownStore(session).require(asked.store());
    try (LocalWorkflow workflow = new LocalWorkflow(tree, session, aws.endpoint())) {
      ExecutionResult result =
          workflow.start(new RealTime(), "diagnosis", asked.dry(), event -> {}).await();
      Diagnosis diagnosis =
          Diagnosis.of(result, new CodeMeanings(workflow.jar()), new Runbook(tree.runbook()));
      if (json) {
        page().json(diagnosis.json());
      } else {
        new DiagnosisPage(page(), diagnosis, toStart()).print();
      }
      return diagnosis.exitCode();
    }
  }

  private String toStart() {
    return "./connector start --store %s%s%s --follow; or ./connector run, if nothing is deployed."
        .formatted(store, request == null ? "" : " --request with what you gave here", aws.again());
  }

  private Page page() {
    return new Page(Objects.requireNonNull(spec).commandLine().getOut(), terminal);
  }
}
