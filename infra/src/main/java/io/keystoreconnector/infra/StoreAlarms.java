package io.keystoreconnector.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.constructs.Construct;

/**
 * The alarms on what the watch sees of each key store: docs/operate.md has a heading for each. A
 * period is as long as the time between two checks, so that each has one value.
 */
final class StoreAlarms extends Construct {

  /** 1 while the key store is CONNECTED. */
  static final String CONNECTED = "Connected";

  /** 1 also while it is not expected to be; only if the deployment declares expected states. */
  static final String AS_EXPECTED = "AsExpected";

  private static final int HOUR = 60;

  /** An HSM that is replaced is back in ten to twenty minutes. */
  private static final int ONE_ZONE_MINUTES = 30;

  /** One use that fails may be a blink; the checks of runs count to three as well. */
  private static final int UNUSABLE_CHECKS = 3;

  private final SharedParts shared;

  /** One kind of alarm: what is compared with which value, and for how many periods. */
  private record Kind(
      String metric,
      String statistic,
      ComparisonOperator operator,
      int threshold,
      int periods,
      TreatMissingData missing,
      String description) {}

  StoreAlarms(Construct scope, String id, SharedParts shared) {
    super(scope, id);
    this.shared = shared;
  }

  /** Adds the alarms of all these key stores that are given by their ids. */
  void onEach(List<ManagedKeyStore> keyStores) {
    int number = 0;
    for (ManagedKeyStore store : keyStores) {
      number++;
      if (!store.isOne()) {
        continue;
      }
      // What only the deployment knows cannot name a construct.
      String id = Token.isUnresolved(store.id()) ? String.valueOf(number) : store.id();
      var unused = on(id, store.id(), store.expected());
    }
  }

  /**
   * Adds the alarms of one key store.
   *
   * @param id distinguishes it in the names of the alarms
   * @param expected a key store that is expected to be DISCONNECTED has no alarm for that, nor for
   *     the HSMs that it lacks then; with hours, the watch says when that matters
   */
  List<Alarm> on(String id, String keyStoreId, ExpectedState expected) {
    List<Alarm> alarms = new ArrayList<>();
    if (!expected.equals(ExpectedState.DISCONNECTED)) {
      alarms.add(notConnected(id, keyStoreId, expected));
      alarms.add(alarm("OneZone-" + id, keyStoreId, oneZone()));
    }
    alarms.add(alarm("NotUsable-" + id, keyStoreId, notUsable()));
    alarms.add(alarm("RepairOpen-" + id, keyStoreId, repairOpen()));
    return alarms;
  }

  /**
   * A watch that says nothing is no better than one that says no, so people hear of that as well. A
   * new alarm has no data either, but it begins in that state, and only a change of state is told.
   * OK is told because it means that a check saw CONNECTED; the other alarms are also OK if nothing
   * was measured.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">Alarms
   *     and missing data</a>
   */
  private Alarm notConnected(String id, String keyStoreId, ExpectedState expected) {
    boolean always = expected.equals(ExpectedState.CONNECTED);
    Alarm alarm =
        alarm("NotConnected-" + id, keyStoreId, notConnected(always ? CONNECTED : AS_EXPECTED));
    alarm.addInsufficientDataAction(shared.notifications().asAlarmAction());
    alarm.addOkAction(shared.notifications().asAlarmAction());
    return alarm;
  }

  private Kind notConnected(String metric) {
    return new Kind(
        metric,
        "Maximum",
        ComparisonOperator.LESS_THAN_THRESHOLD,
        1,
        checksIn(shared.props().notConnectedMinutes()),
        TreatMissingData.MISSING,
        "Key store %s is not CONNECTED, or the watch does not say so: its keys cannot be used. Look"
            + " at it with ./connector status, and start a run; docs/operate.md#notconnected says"
            + " more.");
  }

  private Kind oneZone() {
    return new Kind(
        "ActiveZones",
        "Maximum",
        ComparisonOperator.LESS_THAN_THRESHOLD,
        2,
        checksIn(ONE_ZONE_MINUTES),
        TreatMissingData.NOT_BREACHING,
        "The cluster of key store %s has active HSMs in fewer than two Availability Zones, so the"
            + " failure of one may stop its keys. Look at the cluster's HSMs, and create one in"
            + " another zone.");
  }

  private Kind notUsable() {
    return new Kind(
        "Usable",
        "Maximum",
        ComparisonOperator.LESS_THAN_THRESHOLD,
        1,
        UNUSABLE_CHECKS,
        TreatMissingData.NOT_BREACHING,
        "Key store %s is CONNECTED, but made no random byte in three checks: its keys can probably"
            + " not be used. Read CONNECTED_BUT_UNUSABLE in"
            + " docs/runbook.md#connected_but_unusable.");
  }

  private Kind repairOpen() {
    return new Kind(
        "OpenRepair",
        "Minimum",
        ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        1,
        HOUR / shared.props().watchMinutes() + 1,
        TreatMissingData.NOT_BREACHING,
        "For more than an hour, the connector has not finished a repair of key store %s that it has"
            + " begun. Read what the last run reports, and ./connector journal: a person is needed,"
            + " or no run is started.");
  }

  /** How many checks are made in that time, at least one. */
  private int checksIn(int minutes) {
    int between = shared.props().watchMinutes();
    return (minutes + between - 1) / between;
  }

  private Alarm alarm(String id, String keyStoreId, Kind kind) {
    Alarm alarm =
        Alarm.Builder.create(this, id)
            .metric(
                Metric.Builder.create()
                    .namespace("KeyStoreConnector")
                    .metricName(kind.metric())
                    .dimensionsMap(Map.of("Connector", shared.name(), "KeyStore", keyStoreId))
                    .statistic(kind.statistic())
                    .period(Duration.minutes(shared.props().watchMinutes()))
                    .build())
            .threshold(kind.threshold())
            .comparisonOperator(kind.operator())
            .evaluationPeriods(kind.periods())
            .treatMissingData(kind.missing())
            .alarmDescription(kind.description().formatted(keyStoreId))
            .build();
    alarm.addAlarmAction(shared.notifications().asAlarmAction());
    return alarm;
  }
}
