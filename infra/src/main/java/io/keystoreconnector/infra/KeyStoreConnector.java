package io.keystoreconnector.infra;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.iam.PermissionsBoundary;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;
import software.constructs.Construct;

/**
 * The workflow that connects KMS custom key stores, with its functions, its roles, and what
 * production use requires.
 */
public final class KeyStoreConnector extends Construct {

  private static final String HUB = "Hub";

  private final SharedParts shared;
  private final WorkflowFunctions steps;
  private final Journal journal;
  private final Workflow workflow;
  private final @Nullable FleetWorkflow fleet;
  private final OutcomeNotifier notifier;
  private final CustomResourceProvider provider;
  private final @Nullable KeyStoreWatch watch;
  private final Alarms alarms;
  private final StoreAlarms storeAlarms;
  private final @Nullable ServiceAlarms serviceAlarms;
  private final Dashboard dashboard;

  /**
   * A connector for the key stores that the props name.
   *
   * @throws InvalidDeployment if they name no key store
   */
  public KeyStoreConnector(Construct scope, String id, KeyStoreConnectorProps props) {
    this(
        scope,
        id,
        props,
        DeploymentScope.of(
            props.keyStores(),
            props.deniedKeyStores(),
            secret -> SecretResources.of(scope, secret)),
        Conditions.NONE);
    if (!props.schedules().isEmpty()) {
      Schedules schedules = addSchedules();
      props.schedules().forEach(schedule -> add(schedule, schedules));
    }
    addTriggers(props);
    if (props.runOnFailed()) {
      addRunsOnFailed().forEach(props.keyStores());
    }
    if (watch != null && props.storeAlarms()) {
      storeAlarms.onEach(props.keyStores());
    }
    NagSuppressions.addTo(this, props);
  }

  /** A connector that may be deployed in part, and whose scope may be known only at deployment. */
  KeyStoreConnector(
      Construct scope,
      String id,
      KeyStoreConnectorProps props,
      DeploymentScope allowed,
      Conditions conditions) {
    super(scope, id);
    Validation.eventBusName(this, props.eventBusName());
    shared =
        new SharedParts(
            SharedParts.nameOf(this),
            props,
            allowed,
            conditions,
            new NotificationTopic(this, "People", props, conditions),
            new UndeliveredQueue(this, props, conditions));
    steps = new WorkflowFunctions(new Construct(this, "Steps"), shared);
    journal = new Journal(this, "Journal", shared);
    workflow = new Workflow(this, "Workflow", steps, journal, shared);
    fleet =
        props.fleet()
            ? new FleetWorkflow(this, "Fleet", steps.check(), workflow.machine(), shared)
            : null;
    notifier = new OutcomeNotifier(this, "Endings", workflow.machine(), fleet, shared);
    provider = new CustomResourceProvider(this, "Deployments", workflow.machine(), fleet, shared);
    watch = props.watchMinutes() == 0 ? null : new KeyStoreWatch(this, "Watching", journal, shared);
    alarms = new Alarms(this, "Alarms", shared);
    storeAlarms = new StoreAlarms(this, "StoreAlarms", shared);
    serviceAlarms = props.serviceAlarms() ? new ServiceAlarms(this, "ServiceAlarms", shared) : null;
    addAlarms();
    dashboard =
        ConnectorDashboard.dashboard(
            this, shared.name(), workflow.machine(), functions(), watch != null);
    if (props.permissionsBoundary() != null) {
      PermissionsBoundary.of(this).apply(props.permissionsBoundary());
    }
    ConnectorFunction addHsm = steps.addHsm();
    if (addHsm != null) {
      Conditions.apply(conditions.addHsm(), addHsm);
    }
    if (fleet != null) {
      Conditions.apply(conditions.fleet(), fleet);
    }
    if (watch != null) {
      watch.complete();
    }
    if (allowed.isKnownOnlyWhenDeployed()) {
      Stream.concat(steps.all().values().stream(), around().stream())
          .forEach(ConnectorFunction::callLatest);
    }
  }

  /** The state machine whose executions are the runs. */
  public IStateMachine stateMachine() {
    return workflow.machine();
  }

  /** The state machine for several key stores at once; empty if there is none. */
  public Optional<IStateMachine> fleetStateMachine() {
    return Optional.ofNullable(fleet).map(FleetWorkflow::machine);
  }

  /** The topic that notifies people; more may subscribe. */
  public ITopic topic() {
    return shared.notifications().topic();
  }

  /** The service token of a {@code Custom::KeyStoreConnection}. */
  public String serviceToken() {
    return provider.start().aliasArn();
  }

  /**
   * Makes a stack wait until a key store is CONNECTED, or several are.
   *
   * @param request as for a run, and {@code disconnectOnDelete}; or the request of a fleet. The key
   *     stores must be this connector's, and allow what the request asks for
   * @throws InvalidDeployment that names the field and what is allowed
   */
  public KeyStoreConnection connect(Construct scope, String id, Map<String, Object> request) {
    KeyStoreConnection connection = new KeyStoreConnection(scope, id, serviceToken(), request);
    String what = "connection " + id;
    if (request.containsKey(KeyStoreConnection.KEY_STORES)) {
      FleetRequests.check(what, request, shared.props().keyStores(), fleet != null);
    } else {
      shared.props().hold(what, request);
    }
    // Nothing would answer before all of this connector exists. What reports to the hub answers
    // nobody, and its link may not be there, which DependsOn does not allow for.
    getNode().getChildren().stream()
        .filter(part -> !part.getNode().getId().equals(HUB))
        .forEach(part -> connection.getNode().addDependency(part));
    return connection;
  }

  /** Adds outputs with what a person needs after a deployment; for one connector of a stack. */
  public void addOutputs() {
    Outputs.add(this, shared, journal, dashboard);
  }

  /** The group for schedules; one is enough. */
  Schedules addSchedules() {
    return new Schedules(this, "Schedules", workflow.machine(), fleet, shared);
  }

  /** Distinguishes it from other connectors in metrics and links. */
  String name() {
    return shared.name();
  }

  Alarms alarms() {
    return alarms;
  }

  /** The alarm on a schedule for several key stores. */
  Alarm onMissingFleet(String schedule, Duration within) {
    return alarms.onMissingFleet(schedule, Objects.requireNonNull(fleet), within);
  }

  StoreAlarms storeAlarms() {
    return storeAlarms;
  }

  /** Deploys the alarms on what AWS measures, and the notices of AWS Health, only then. */
  void serviceAlarmsOnlyIf(CfnCondition condition) {
    Conditions.apply(condition, Objects.requireNonNull(serviceAlarms));
  }

  /** The watch; null if there is none. */
  @Nullable KeyStoreWatch watch() {
    return watch;
  }

  private void add(ConnectionSchedule schedule, Schedules schedules) {
    schedules.add(schedule);
    Duration within = schedule.successWithin();
    String keyStoreId = schedule.keyStoreId();
    if (within != null && keyStoreId != null) {
      alarms.onMissingSuccess(schedule.name(), keyStoreId, within);
    } else if (within != null) {
      alarms.onMissingFleet(schedule.name(), Objects.requireNonNull(fleet), within);
    }
  }

  private void addTriggers(KeyStoreConnectorProps props) {
    Triggers triggers = addTriggers();
    for (ManagedKeyStore store : props.keyStores()) {
      String cluster = store.hsmCluster();
      if (cluster != null) {
        var unused =
            onHsmCreated(
                triggers, store.id(), cluster, RuleTargetInput.fromObject(store.request()));
      }
    }
    if (props.noticeDisconnects()) {
      List<ManagedKeyStore> stores = props.keyStores();
      var unused =
          onDisconnect(
              triggers,
              stores.stream().allMatch(ManagedKeyStore::isOne)
                  ? stores.stream().map(ManagedKeyStore::id).toList()
                  : Triggers.ANY_KEY_STORE);
    }
    HubConnection hub = props.hub();
    if (hub != null) {
      HubForwarding forwarding = reportTo(hub);
      if (hub.sinkArn() != null) {
        forwarding.linkMetrics(hub.sinkArn());
      }
    }
  }

  /** Passes the connector's events on to the hub of an organization. */
  HubForwarding reportTo(HubConnection hub) {
    return new HubForwarding(this, HUB, hub, shared);
  }

  /** The construct for rules; one is enough. */
  Triggers addTriggers() {
    return new Triggers(this, "Triggers", workflow.machine(), shared);
  }

  /** The construct for rules on key stores that have failed; one is enough. */
  RunsOnFailed addRunsOnFailed() {
    return new RunsOnFailed(this, "RunsOnFailed", workflow.machine(), shared);
  }

  Rule onHsmCreated(
      Triggers triggers, String keyStoreId, String clusterId, RuleTargetInput request) {
    return triggers.onHsmCreated(keyStoreId, clusterId, request, steps.addHsm());
  }

  Rule onDisconnect(Triggers triggers, List<?> keyStoreIds) {
    return triggers.onDisconnect(
        keyStoreIds, List.of(steps.always().get("Disconnect"), provider.start()));
  }

  NotificationTopic notifications() {
    return shared.notifications();
  }

  private void addAlarms() {
    alarms.onRuns(workflow.machine());
    alarms.onQueue(shared.undelivered().queue());
    alarms.onJournal();
    steps.all().forEach(alarms::onStepErrors);
    alarms.onLifecycleErrors("Outcome", notifier.outcome());
    alarms.onLifecycleErrors("Start", provider.start());
    if (watch != null) {
      alarms.onWatchErrors(watch.function());
    }
    if (fleet != null) {
      alarms.onFleet(fleet);
    }
  }

  /** Those that a run calls. */
  private List<ConnectorFunction> functions() {
    return Stream.concat(
            steps.always().values().stream(), Stream.of(notifier.outcome(), provider.start()))
        .toList();
  }

  /** The functions that are not steps of the workflow. */
  private List<ConnectorFunction> around() {
    return watch == null
        ? List.of(notifier.outcome(), provider.start())
        : List.of(notifier.outcome(), provider.start(), watch.function());
  }
}
