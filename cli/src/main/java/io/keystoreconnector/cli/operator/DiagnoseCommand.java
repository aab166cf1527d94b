package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.KeyStoreFacts;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.aws.StoreName;
import io.keystoreconnector.cli.terminal.Output;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.time.RealTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what is wrong with a key store, without changing anything. */
@Command(
    name = "diagnose",
    description = {
      "Checks a key store and its cluster, reports what a run would do next and why, and prints"
          + " what the runbook says. It makes the workflow's dry run on this machine: it changes"
          + " nothing, and nothing has to be deployed.",
      "With --aftermath it lists instead what remains to be done after the key store was unusable:"
          + " its KMS keys, and the databases in RDS and Aurora that cannot use one of them.",
      "Exit code: 0 if a run can continue by itself or has nothing to do, 1 if a person is needed,"
          + " 2 if the request or the setup is wrong. With --aftermath: 0 if nothing remains to be"
          + " done, 1 if a database must be started or restored, 2 if the setup is wrong."
    },
    footer = {"", "Example: ./connector diagnose cks-1234567890abcdef0 --profile operations"})
public final class DiagnoseCommand implements Callable<Integer> {

  private final Installation installation;
  private final LocalJournals locals;

  @Option(
      names = "--aftermath",
      description =
          "List the KMS keys in the key store, and the databases that must be started because they"
              + " could not use one of them.")
  private boolean aftermath;

  @Mixin private final RequestOptions options = new RequestOptions();

  @Mixin private final StackOption stack = new StackOption();

  @Mixin private final Output output;

  @Mixin private final AwsOptions aws = new AwsOptions();

  /**
   * The command.
   *
   * @param locals the journals of runs on this machine, which it reads where nothing is deployed
   */
  public DiagnoseCommand(Installation installation, Terminal terminal, LocalJournals locals) {
    this.installation = installation;
    this.locals = locals;
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() {
    return aftermath ? listAftermath() : diagnose();
  }

  private int listAftermath() {
    if (options.hasRequest() || stack.isNamed()) {
      throw new UsageProblem("--aftermath cannot be combined with --request or --stack.");
    }
    StoreName store = options.request().store();
    Session session = aws.open();
    Aftermath found = new AftermathReader(session).read(new KnownStore(session).describe(store));
    String place = aws.forAwsCli(session);
    if (output.json()) {
      output.page().json(found.json(place));
    } else {
      new AftermathPage(output.page(), found, place).print();
    }
    return found.exitCode();
  }

  private int diagnose() {
    StartRequest asked = options.request();
    Session session = aws.open();
    Optional<KeyStoreFacts> store = new KnownStore(session).require(asked.store());
    KnownWorkflow known =
        store.map(found -> KnownWorkflow.of(session, stack, found)).orElse(KnownWorkflow.NONE);
    KnownJournals journals =
        store
            .map(found -> KnownJournals.of(session, known.deployed(), locals, List.of(found)))
            .orElse(KnownJournals.NONE);
    LocalWorkflow workflow =
        new LocalWorkflow(
            installation, session, aws.endpoint(), new PassingJournal(journals.items()));
    ExecutionResult result =
        workflow.start(new RealTime(), "diagnosis", asked.dry(), event -> {}).await();
    Diagnosis diagnosis =
        Diagnosis.of(
            result,
            Runbook.read(installation.runbook())
                .with(Runbook.Sample.SECRET, asked.secret())
                .with(Runbook.Sample.CLUSTER, store.map(KeyStoreFacts::clusterId).orElse("")),
            known,
            journals,
            session.region());
    if (output.json()) {
      output.page().json(diagnosis.json());
    } else {
      new DiagnosisPage(output.page(), diagnosis, options.again(), aws.again()).print();
    }
    return diagnosis.exitCode();
  }
}
