package io.keystoreconnector.infra;

import static io.keystoreconnector.infra.Parameter.*;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.ICfnConditionExpression;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.TimeZone;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.scheduler.Schedule;
import software.amazon.awscdk.services.scheduler.ScheduleExpression;
import software.amazon.awscdk.services.scheduler.ScheduleTargetInput;
import software.amazon.awscdk.services.scheduler.TimeWindow;

/** The schedules of {@link ConnectorTemplate}: of one key store each, and one of several. */
final class TemplateSchedules {

  /** Long enough for periods of an hour, as many of which the parameter says. */
  private static final Duration LONGEST_PERIODS = Duration.ofDays(2);

  private final Stack stack;
  private final TemplateParameters parameters;
  private final CfnCondition fleet;

  /**
   * The schedules of a template.
   *
   * @param fleet the condition under which there is a state machine for several key stores
   */
  TemplateSchedules(Stack stack, TemplateParameters parameters, CfnCondition fleet) {
    this.stack = stack;
    this.parameters = parameters;
    this.fleet = fleet;
  }

  /** Adds the schedules, their role and their alarms. */
  void addTo(KeyStoreConnector connector) {
    Schedules schedules = connector.addSchedules();
    List<Schedule> each =
        ScheduleParameters.ALL.stream().map(schedule -> addSchedule(schedule, schedules)).toList();
    Schedule several = addFleetSchedule(schedules);
    CfnCondition any = anySchedule();
    schedules.onlyIf(
        any,
        TemplateConditions.both(
            stack, "HasSchedulesAndQueueKey", any, parameters.given(QUEUE_KEY_ARN)));
    for (int i = 0; i < each.size(); i++) {
      ScheduleParameters of = ScheduleParameters.ALL.get(i);
      Conditions.apply(parameters.given(of.expression()), each.get(i));
      addAlarm(of, connector.alarms());
    }
    CfnCondition fleetSchedule =
        CfnCondition.Builder.create(stack, "HasFleetSchedule")
            .expression(Fn.conditionAnd(fleet, parameters.isGiven(FLEET_SCHEDULE_EXPRESSION)))
            .build();
    Conditions.apply(fleetSchedule, several);
    Conditions.apply(fleetSchedule, schedules.letStartFleets());
    Alarm alarm = connector.onMissingFleet("FleetSchedule", LONGEST_PERIODS);
    within(alarm, FLEET_SCHEDULE_SUCCESS_WITHIN_HOURS);
    Conditions.apply(fleetSchedule, alarm);
  }

  private CfnCondition anySchedule() {
    return CfnCondition.Builder.create(stack, "HasSchedules")
        .expression(
            Fn.conditionOr(
                Stream.concat(
                        ScheduleParameters.ALL.stream().map(ScheduleParameters::expression),
                        Stream.of(FLEET_SCHEDULE_EXPRESSION))
                    .map(parameters::isGiven)
                    .toArray(ICfnConditionExpression[]::new)))
        .build();
  }

  private Schedule addFleetSchedule(Schedules schedules) {
    Schedule schedule =
        schedules.add(
            "FleetSchedule",
            ScheduleExpression.expression(
                parameters.value(FLEET_SCHEDULE_EXPRESSION),
                TimeZone.of(parameters.value(FLEET_SCHEDULE_TIME_ZONE))),
            TimeWindow.off(),
            ScheduleTargetInput.fromObject(Map.of()));
    String words = Fn.join("\",\"", Fn.split(",", parameters.value(FLEET_SCHEDULE_KEY_STORES)));
    CfnResource resource = (CfnResource) schedule.getNode().getDefaultChild();
    // With the state machine itself as its target, its right could not be under this condition.
    resource.addPropertyOverride("Target.Arn", schedules.fleetArn());
    resource.addPropertyOverride(
        "Target.Input",
        Fn.join(
            "",
            List.of(
                "{\"keyStores\":[\"",
                words,
                "\"],\"whenDisconnected\":\"",
                parameters.value(FLEET_SCHEDULE_WHEN_DISCONNECTED),
                "\",\"addHsm\":",
                parameters.value(FLEET_SCHEDULE_ADD_HSM),
                Conditions.choose(
                    parameters.given(FLEET_SCHEDULE_UPDATE),
                    Fn.join("", List.of(",\"update\":", parameters.value(FLEET_SCHEDULE_UPDATE))),
                    ""),
                "}")));
    return schedule;
  }

  private Schedule addSchedule(ScheduleParameters of, Schedules schedules) {
    Schedule schedule =
        schedules.add(
            of.name(),
            ScheduleExpression.expression(
                parameters.value(of.expression()), TimeZone.of(parameters.value(of.timeZone()))),
            TimeWindow.off(),
            ScheduleTargetInput.fromObject(Map.of()));
    ((CfnResource) schedule.getNode().getDefaultChild())
        .addPropertyOverride(
            "Target.Input",
            parameters.request(
                of.keyStoreId(),
                ",\"whenDisconnected\":\"%s\",\"addHsm\":%s"
                    .formatted(
                        parameters.value(of.whenDisconnected()), parameters.value(of.addHsm())),
                of.update()));
    return schedule;
  }

  private void addAlarm(ScheduleParameters of, Alarms alarms) {
    Alarm alarm =
        alarms.onMissingSuccess(of.name(), parameters.value(of.keyStoreId()), LONGEST_PERIODS);
    within(alarm, of.successWithinHours());
    Conditions.apply(parameters.given(of.expression()), alarm);
  }

  private void within(Alarm alarm, Parameter hours) {
    ((CfnResource) alarm.getNode().getDefaultChild())
        .addPropertyOverride("EvaluationPeriods", parameters.value(hours));
  }
}
