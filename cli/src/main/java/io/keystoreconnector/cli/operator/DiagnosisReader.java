package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.cli.aws.Clusters;
import io.keystoreconnector.cli.aws.KeyStoreFacts;
import io.keystoreconnector.cli.aws.KeyStores;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.aws.XksFacts;
import io.keystoreconnector.cli.story.CommandPlace;
import io.keystoreconnector.cli.story.ReportCommand;
import io.keystoreconnector.core.UpdateField;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.runs.RunReport;
import io.keystoreconnector.runs.json.JsonTree;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.time.RealTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
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
                installation,
                session,
                aws.endpoint(),
                workflow.deployed().map(DeployedConnector::restrictions).orElse(Map.of()),
                new PassingJournal(journals.items()))
            .start(new RealTime(), "diagnosis", asked.dry(), event -> {})
            .await();
    RunReport report = RunReport.of(result);
    Optional<KnownValues> known = store.map(found -> new KnownValues(session, found, workflow));
    String secret =
        asked.secret().isEmpty() ? known.map(KnownValues::secret).orElse("") : asked.secret();
    List<ReportCommand> commands = commands(report, known, workflow);
    return new Diagnosis(
        result,
        report,
        store,
        workflow,
        journals,
        commands,
        store.flatMap(found -> standIn(found, secret, commands)),
        RunbookPart.of(runbook(secret, store, workflow, freeZone(report)), report));
  }

  private List<ReportCommand> commands(
      RunReport report, Optional<KnownValues> known, KnownWorkflow workflow) {
    UnaryOperator<String> filling = command -> known.map(v -> v.in(command)).orElse(command);
    CommandPlace here = new CommandPlace(workflow.isAbsent(), stack.again(), aws.again(), filling);
    return ReportCommand.of(report).stream().map(next -> next.in(here)).toList();
  }

  /** Only a person with the CloudHSM CLI can change the password in a real cluster. */
  private Optional<String> standIn(
      KeyStoreFacts store, String secret, List<ReportCommand> commands) {
    String option = " " + UpdateField.KEY_STORE_PASSWORD_SECRET_ID.option() + " ";
    @Nullable String cluster = store.clusterId();
    return cluster == null
            || secret.isEmpty()
            || commands.stream().noneMatch(next -> next.command().contains(option))
        ? Optional.empty()
        : new KeyStores(session)
            .endpoint()
            .flatMap(url -> SandboxStandIn.newPassword(url, cluster, secret));
  }

  /** Where another HSM belongs; empty if none is missing, or the clusters cannot be listed. */
  private String freeZone(RunReport report) {
    JsonTree cluster = report.tree().get("cluster");
    if (!cluster.isObject() || cluster.number("activeZones") > 1) {
      return "";
    }
    try {
      return new Clusters(session)
          .all().stream()
              .filter(known -> known.id().equals(cluster.text("id")))
              .flatMap(known -> known.freeZones().stream())
              .findFirst()
              .map("--availability-zone "::concat)
              .orElse("");
    } catch (AwsProblem e) {
      return "";
    }
  }

  private Runbook runbook(
      String secret, Optional<KeyStoreFacts> store, KnownWorkflow workflow, String zone) {
    Map<Runbook.Sample, String> known = new EnumMap<>(Runbook.Sample.class);
    known.put(Runbook.Sample.KEY_STORE, store.map(KeyStoreFacts::id).orElse(""));
    known.put(Runbook.Sample.SECRET, secret);
    known.put(Runbook.Sample.CLUSTER, store.map(KeyStoreFacts::clusterId).orElse(""));
    known.put(
        Runbook.Sample.MACHINE, workflow.deployed().map(DeployedConnector::machineArn).orElse(""));
    known.put(Runbook.Sample.RUN, workflow.lastRun().map(LastRun::arn).orElse(""));
    store.flatMap(found -> Optional.ofNullable(found.xks())).ifPresent(xks -> put(xks, known));
    known.put(Runbook.Sample.ZONE, zone);
    known.put(Runbook.Sample.REGION, session.region());
    return Runbook.read(installation.runbook()).with(known);
  }

  private static void put(XksFacts xks, Map<Runbook.Sample, String> known) {
    known.put(Runbook.Sample.ENDPOINT, xks.endpoint());
    known.put(Runbook.Sample.HOST, xks.endpoint().replaceFirst("^https://", ""));
    known.put(Runbook.Sample.URI_PATH, xks.path());
  }
}
