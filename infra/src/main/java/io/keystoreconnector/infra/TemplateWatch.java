package io.keystoreconnector.infra;

import static io.keystoreconnector.infra.Parameter.*;
import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnMapping;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.ICfnConditionExpression;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;

/**
 * The watch of {@link ConnectorTemplate}: how often it looks, and the alarms of the first few key
 * stores. A template cannot repeat a resource, so it has those of as many as most deployments have.
 */
final class TemplateWatch {

  /** For so many key stores there are alarms. */
  static final int MOST = 5;

  private static final String ALL = "all";
  private static final String ABSENT = "," + DeploymentScope.NONE;

  private final Stack stack;
  private final TemplateParameters parameters;
  private final CfnCondition watch;
  private final CfnCondition all;
  private final CfnMapping periods;

  /**
   * The watch of a template.
   *
   * @param watch the condition under which there is a watch
   */
  TemplateWatch(Stack stack, TemplateParameters parameters, CfnCondition watch) {
    this.stack = stack;
    this.parameters = parameters;
    this.watch = watch;
    this.all =
        CfnCondition.Builder.create(stack, "AlarmsForAll")
            .expression(Fn.conditionEquals(parameters.value(ALARM_KEY_STORE_IDS), ALL))
            .build();
    this.periods = periods();
  }

  /** For each value of WatchMinutes: the seconds between two checks, and the checks in a time. */
  private CfnMapping periods() {
    CfnMapping mapping = CfnMapping.Builder.create(stack, "Watch").build();
    for (int minutes : List.of(5, 10, 15, 30, 60)) {
      set(mapping, String.valueOf(minutes), minutes);
    }
    // Never used, but looked for.
    set(mapping, "0", 5);
    return mapping;
  }

  private static void set(CfnMapping mapping, String key, int minutes) {
    mapping.setValue(key, "Period", minutes * 60);
    mapping.setValue(key, "HalfAnHour", (30 + minutes - 1) / minutes);
    mapping.setValue(key, "MoreThanAnHour", 60 / minutes + 1);
  }

  /** Has the watch of the connector called as often as the parameter says, and adds the alarms. */
  void complete(KeyStoreConnector connector) {
    KeyStoreWatch deployed = requireNonNull(connector.watch());
    deployed.expect(parameters.value(EXPECTED_STATES));
    ((CfnResource) deployed.schedule().getNode().getDefaultChild())
        .addPropertyOverride(
            "ScheduleExpression",
            Fn.join("", List.of("rate(", parameters.value(WATCH_MINUTES), " minutes)")));
    addAlarms(connector.storeAlarms());
  }

  private void addAlarms(StoreAlarms alarms) {
    for (int slot = 0; slot < MOST; slot++) {
      String ofAll = member(parameters.value(KEY_STORE_IDS), slot);
      String named = member(parameters.value(ALARM_KEY_STORE_IDS), slot);
      CfnCondition given =
          CfnCondition.Builder.create(stack, "AlarmsFor" + (slot + 1))
              .expression(
                  Fn.conditionAnd(
                      watch,
                      Fn.conditionOr(
                          Fn.conditionAnd(all, isKeyStore(ofAll)),
                          Fn.conditionAnd(Fn.conditionNot(all), isKeyStore(named)))))
              .build();
      alarms
          .on(
              String.valueOf(slot + 1),
              member(
                  Conditions.choose(
                      all, parameters.value(KEY_STORE_IDS), parameters.value(ALARM_KEY_STORE_IDS)),
                  slot),
              ExpectedState.CONNECTED)
          .forEach(alarm -> timed(alarm, given));
    }
  }

  /** The list's member in that place, or {@code none}. */
  private static String member(String list, int slot) {
    return Fn.select(slot, Fn.split(",", list + ABSENT.repeat(MOST)));
  }

  private static ICfnConditionExpression isKeyStore(String member) {
    return Fn.conditionNot(
        Fn.conditionOr(
            Fn.conditionEquals(member, DeploymentScope.NONE),
            Fn.conditionEquals(member, ManagedKeyStore.EVERY)));
  }

  private void timed(Alarm alarm, CfnCondition given) {
    CfnResource resource = (CfnResource) alarm.getNode().getDefaultChild();
    resource.addPropertyOverride("Period", of("Period"));
    String kind = alarm.getNode().getId().replaceFirst("-.*", "");
    Map<String, String> timed =
        Map.of(
            "NotConnected", "HalfAnHour",
            "OneZone", "HalfAnHour",
            "RepairOpen", "MoreThanAnHour");
    String periods = timed.get(kind);
    if (periods != null) {
      resource.addPropertyOverride("EvaluationPeriods", of(periods));
    }
    if (kind.equals("NotConnected")) {
      resource.addPropertyOverride(
          "MetricName",
          Conditions.choose(
              parameters.given(EXPECTED_STATES), StoreAlarms.AS_EXPECTED, StoreAlarms.CONNECTED));
    }
    Conditions.apply(given, alarm);
  }

  private String of(String column) {
    return periods.findInMap(parameters.value(WATCH_MINUTES), column);
  }
}
