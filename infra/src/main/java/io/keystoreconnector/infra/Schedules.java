package io.keystoreconnector.infra;

import java.util.Map;
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
  private final UndeliveredQueue undelivered;
  private final IScheduleGroup group;
  private final Role role;
  private final @Nullable Policy queueKey;

  Schedules(Construct scope, String id, StateMachine machine, UndeliveredQueue undelivered) {
    super(scope, id);
    this.machine = machine;
    this.undelivered = undelivered;
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

  void add(ConnectionSchedule schedule, ManagedKeyStore store) {
    add(
        schedule.name(),
        ScheduleExpression.expression(schedule.expression(), TimeZone.of(schedule.timeZone())),
        window(schedule),
        ScheduleTargetInput.fromObject(schedule.requestFor(store)));
  }

  Schedule add(
      String name, ScheduleExpression expression, TimeWindow window, ScheduleTargetInput input) {
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
            StepFunctionsStartExecution.Builder.create(machine)
                .input(input)
                .role(role)
                .deadLetterQueue(undelivered.queue())
                .retryAttempts(24)
                .maxEventAge(LATEST)
                .build())
        .build();
  }

  private static TimeWindow window(ConnectionSchedule schedule) {
    return schedule.flexibleWindow().isZero()
        ? TimeWindow.off()
        : TimeWindow.flexible(Duration.minutes(schedule.flexibleWindow().toMinutes()));
  }
}
