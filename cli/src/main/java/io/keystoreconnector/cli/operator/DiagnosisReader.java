package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.KeyStoreFacts;
import io.keystoreconnector.cli.aws.KeyStores;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.aws.XksFacts;
import io.keystoreconnector.cli.story.CommandPlace;
import io.keystoreconnector.cli.story.ReportCommand;
import io.keystoreconnector.core.UpdateField;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.runs.RunReport;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.time.RealTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a dry run, and gathers what a person needs to know beside its report. */
record DiagnosisReader(
    Installation installation, Session session, AwsOptions aws, StackOption stack) {

  /**
   * Makes the dry run.
   *
   * @param locals the journals of this machine, which it reads where nothing is deployed
   */
  Diagnosis read(StartRequest asked, LocalJournals locals) {
    Optional<KeyStoreFacts> store = new KnownStore(session).require(asked.store());
    KnownWorkflow workflow =
        store.map(found -> KnownWorkflow.of(session, stack, found)).orElse(KnownWorkflow.NONE);
    KnownJournals journals =
        store
            .map(found -> KnownJournals.of(session, workflow.deployed(), locals, List.of(found)))
            .orElse(KnownJournals.NONE);
    ExecutionResult result =
        new LocalWorkflow(
                installation, session, aws.endpoint(), new PassingJournal(journals.items()))
            .start(new RealTime(), "diagnosis", asked.dry(), event -> {})
            .await();
    RunReport report = RunReport.of(result);
    List<ReportCommand> commands = commands(report, store, workflow);
    return new Diagnosis(
        result,
        report,
        store,
        workflow,
        journals,
        commands,
        store.flatMap(found -> standIn(found, commands)),
        RunbookPart.of(runbook(asked, store, workflow), report));
  }

  private List<ReportCommand> commands(
      RunReport report, Optional<KeyStoreFacts> store, KnownWorkflow workflow) {
    CommandPlace here = new CommandPlace(workflow.isAbsent(), stack.again(), aws.again());
    return ReportCommand.of(report).stream()
        .map(next -> store.map(found -> filled(next, found, workflow)).orElse(next))
        .map(next -> next.in(here))
        .toList();
  }

  private ReportCommand filled(ReportCommand next, KeyStoreFacts store, KnownWorkflow workflow) {
    return new ReportCommand(
        next.purpose(), new KnownValues(session, store, workflow).in(next.command()));
  }

  /** Only a person with the CloudHSM CLI can change the password in a real cluster. */
  private Optional<String> standIn(KeyStoreFacts store, List<ReportCommand> commands) {
    String option = " " + UpdateField.KEY_STORE_PASSWORD_SECRET_ID.option() + " ";
    @Nullable String cluster = store.clusterId();
    return cluster == null
        ? Optional.empty()
        : commands.stream()
            .map(ReportCommand::command)
            .filter(command -> command.contains(option))
            .map(command -> command.split(option, 2)[1].split(" ", 2)[0])
            .filter(UpdateField.KEY_STORE_PASSWORD_SECRET_ID::allows)
            .findFirst()
            .flatMap(
                secret ->
                    new KeyStores(session)
                        .endpoint()
                        .flatMap(url -> SandboxStandIn.newPassword(url, cluster, secret)));
  }

  private Runbook runbook(
      StartRequest asked, Optional<KeyStoreFacts> store, KnownWorkflow workflow) {
    String secret =
        asked.secret().isEmpty()
            ? store.map(found -> new KnownValues(session, found, workflow).secret()).orElse("")
            : asked.secret();
    Map<Runbook.Sample, String> known = new EnumMap<>(Runbook.Sample.class);
    known.put(Runbook.Sample.KEY_STORE, store.map(KeyStoreFacts::id).orElse(""));
    known.put(Runbook.Sample.SECRET, secret);
    known.put(Runbook.Sample.CLUSTER, store.map(KeyStoreFacts::clusterId).orElse(""));
    known.put(
        Runbook.Sample.MACHINE, workflow.deployed().map(DeployedConnector::machineArn).orElse(""));
    known.put(Runbook.Sample.RUN, workflow.lastRun().map(LastRun::arn).orElse(""));
    store.flatMap(found -> Optional.ofNullable(found.xks())).ifPresent(xks -> put(xks, known));
    known.put(Runbook.Sample.REGION, session.region());
    return Runbook.read(installation.runbook()).with(known);
  }

  private static void put(XksFacts xks, Map<Runbook.Sample, String> known) {
    known.put(Runbook.Sample.ENDPOINT, xks.endpoint());
    known.put(Runbook.Sample.HOST, xks.endpoint().replaceFirst("^https://", ""));
    known.put(Runbook.Sample.URI_PATH, xks.path());
  }
}
