package io.keystoreconnector.infra;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.TimeZone;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.scheduler.CfnScheduleGroup;
import software.amazon.awscdk.services.scheduler.IScheduleGroup;
import software.amazon.awscdk.services.scheduler.Schedule;
import software.amazon.awscdk.services.scheduler.ScheduleExpression;
import software.amazon.awscdk.services.scheduler.ScheduleGroup;
import software.amazon.awscdk.services.scheduler.ScheduleTargetInput;
import software.amazon.awscdk.services.scheduler.TimeWindow;
import software.amazon.awscdk.services.scheduler.targets.StepFunctionsStartExecution;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/** The schedules, in their own group. */
final class Schedules extends Construct {

  /** A start that is later than this is no longer useful; the next one is near. */
  private static final Duration LATEST = Duration.hours(1);

  private final StateMachine machine;
  private final @Nullable FleetWorkflow fleet;
  private final KeyStoreConnectorProps props;
  private final UndeliveredQueue undelivered;
  private final IScheduleGroup group;
  private final Role role;
  private final @Nullable Policy queueKey;

  /**
   * No schedules yet.
   *
   * @param fleet the state machine for several key stores, if there is one
   */
  Schedules(
      Construct scope,
      String id,
      StateMachine machine,
      @Nullable FleetWorkflow fleet,
      SharedParts shared) {
    super(scope, id);
    this.machine = machine;
    this.fleet = fleet;
    this.props = shared.props();
    this.undelivered = shared.undelivered();
    // CloudFormation names it and deletes it with its stack; CDK's own class would give it a fixed
    // name, so that a template could be deployed only once, and would keep it.
    CfnScheduleGroup named = CfnScheduleGroup.Builder.create(this, "Group").build();
    this.group = ScheduleGroup.fromScheduleGroupName(this, "Groups", named.getRef());
    this.role =
        Role.Builder.create(this, "Role")
            .assumedBy(
                new ServicePrincipal("scheduler.amazonaws.com")
                    .withConditions(
                        Map.of(
                            "StringEquals",
                            Map.of(
                                "aws:SourceAccount",
                                Aws.ACCOUNT_ID,
                                "aws:SourceArn",
                                named.getAttrArn()))))
            .description("Starts runs on schedule.")
            .build();
    this.queueKey = undelivered.letUseKey(this, role);
  }

  /** Deploys them only under one condition, and the right to the queue's key only under another. */
  void onlyIf(CfnCondition any, CfnCondition anyAndQueueKey) {
    Conditions.apply(any, this);
    if (queueKey != null) {
      Conditions.apply(anyAndQueueKey, queueKey);
    }
  }

  void add(ConnectionSchedule schedule) {
    add(
        schedule.isForAFleet() ? Objects.requireNonNull(fleet).machine() : machine,
        schedule.name(),
        ScheduleExpression.expression(schedule.expression(), TimeZone.of(schedule.timeZone())),
        window(schedule),
        ScheduleTargetInput.fromObject(props.requestOf(schedule)));
  }

  Schedule add(
      String name, ScheduleExpression expression, TimeWindow window, ScheduleTargetInput input) {
    return add(machine, name, expression, window, input);
  }

  private Schedule add(
      StateMachine started,
      String name,
      ScheduleExpression expression,
      TimeWindow window,
      ScheduleTargetInput input) {
    Validation.that(
        getNode().tryFindChild(name) == null,
        "the name of a schedule must not be %s, which names a part of the connector."
            .formatted(name));
    return Schedule.Builder.create(this, name)
        .description("Starts the key store connector.")
        .schedule(expression)
        .scheduleGroup(group)
        .timeWindow(window)
        .target(
            StepFunctionsStartExecution.Builder.create(started)
                .input(input)
                .role(role)
                .deadLetterQueue(undelivered.queue())
                .retryAttempts(24)
                .maxEventAge(LATEST)
                .build())
        .build();
  }

  /** The ARN of the state machine for several key stores. */
  String fleetArn() {
    return Objects.requireNonNull(fleet).machine().getStateMachineArn();
  }

  /** The right to start fleets, in a policy of its own, because only the deployment knows of it. */
  Policy letStartFleets() {
    return Policy.Builder.create(this, "StartFleets")
        .statements(List.of(Grants.on("StartFleets", fleetArn(), "states:StartExecution")))
        .roles(List.of(role))
        .build();
  }

  private static TimeWindow window(ConnectionSchedule schedule) {
    return schedule.flexibleWindow().isZero()
        ? TimeWindow.off()
        : TimeWindow.flexible(Duration.minutes(schedule.flexibleWindow().toMinutes()));
  }
}
