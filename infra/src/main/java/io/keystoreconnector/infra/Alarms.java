package io.keystoreconnector.infra;

import java.time.Duration;
import java.util.Map;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/** The alarms, each with a description of what to do: docs/operate.md has a heading for each. */
final class Alarms extends Construct {

  private static final MetricOptions FIVE_MINUTES =
      MetricOptions.builder()
          .period(software.amazon.awscdk.Duration.minutes(5))
          .statistic("Sum")
          .build();

  /** Longer than that, an alarm has periods of an hour, so that 25 hours are not two days. */
  private static final Duration LONGEST_PERIOD = Duration.ofDays(1);

  private static final MetricOptions MOST_IN_FIVE_MINUTES =
      MetricOptions.builder()
          .period(software.amazon.awscdk.Duration.minutes(5))
          .statistic("Maximum")
          .build();

  private final String name;
  private final NotificationTopic notifications;

  Alarms(Construct scope, String id, SharedParts shared) {
    super(scope, id);
    this.name = shared.name();
    this.notifications = shared.notifications();
  }

  void onRuns(StateMachine machine) {
    alarm(
        this,
        "RunFailed",
        machine.metricFailed(FIVE_MINUTES),
        1,
        "A run failed: a person is needed, or its request was wrong. Read the message about it,"
            + " which says what to do. If none arrived, read the run's error and cause, and the"
            + " runbook's heading for that error.");
    alarm(
        this,
        "RunTimedOut",
        machine.metricTimedOut(FIVE_MINUTES),
        1,
        "A run was ended by the state machine's own timeout, which it should never reach, so there"
            + " is no report. Look at the key store in the console, start the connector again, and"
            + " keep the run's history.");
  }

  /** Each run of a fleet also has its own message. */
  void onFleet(FleetWorkflow fleet) {
    alarm(
        fleet,
        "FleetFailed",
        fleet.machine().metricFailed(FIVE_MINUTES),
        1,
        "A run for several key stores failed: one or more of them need a person, or the request was"
            + " wrong. Read the execution's cause: the report names each of them, with its reason"
            + " and its run.");
    alarm(
        fleet,
        "FleetTimedOut",
        fleet.machine().metricTimedOut(FIVE_MINUTES),
        1,
        "A run for several key stores was ended by the state machine's own timeout, which it should"
            + " never reach, so there is no report. Look at the key stores in the console, start it"
            + " again, and keep its history.");
  }

  void onQueue(Queue undelivered) {
    alarm(
        this,
        "Undelivered",
        undelivered.metricApproximateNumberOfMessagesVisible(MOST_IN_FIVE_MINUTES),
        1,
        "Something could not be delivered: a schedule's start, the end of a run, an event, or a"
            + " check of the watch. Read the message in the queue: the connector was not started,"
            + " nobody was notified of how a run ended, or the key stores were not seen.");
  }

  /** A run emits this metric only if it has no journal, so the metric costs nothing otherwise. */
  void onJournal() {
    alarm(
        this,
        "JournalUnavailable",
        Metric.Builder.create()
            .namespace("KeyStoreConnector")
            .metricName("JournalUnavailable")
            .dimensionsMap(Map.of("Connector", name))
            .statistic("Sum")
            .period(software.amazon.awscdk.Duration.minutes(5))
            .build(),
        1,
        "A run could not read or write the journal, so it changed nothing. Read JOURNAL_UNAVAILABLE"
            + " in docs/runbook.md#journal_unavailable: make sure that the table (output"
            + " JournalTable) exists, and that the state machine's role may use it and its key.");
  }

  /**
   * A throttled call is an error of a step that the workflow retries: a single one is no reason for
   * an alarm.
   */
  void onStepErrors(String step, ConnectorFunction function) {
    errors(
        function,
        5,
        "The step %s failed five times in five minutes. Its log says why: AWS denies a call, throttles it, or cannot be reached."
            .formatted(step));
  }

  void onLifecycleErrors(String what, ConnectorFunction function) {
    errors(
        function,
        1,
        "The function %s failed. Lambda tries twice more; if that fails too, the event is in the queue of undelivered events. Its log says why."
            .formatted(what));
  }

  /** A check that fails is tried twice more, so one error of many is no reason for an alarm. */
  void onWatchErrors(ConnectorFunction function) {
    errors(
        function,
        2,
        "The watch failed to see the key stores, and failed again when Lambda tried again. Its log"
            + " says why: AWS denies or throttles kms:DescribeCustomKeyStores, or cannot be"
            + " reached. Until it works, its alarms know nothing new.");
  }

  private void errors(ConnectorFunction function, int errors, String description) {
    alarm(function, "Errors", function.function().metricErrors(FIVE_MINUTES), errors, description);
  }

  /** Goes off when no run of the key store has succeeded for that long. */
  Alarm onMissingSuccess(String schedule, String keyStoreId, Duration within) {
    Metric succeeded =
        Metric.Builder.create()
            .namespace("KeyStoreConnector")
            .metricName("Succeeded")
            .dimensionsMap(Map.of("Connector", name, "KeyStore", keyStoreId))
            .statistic("Sum")
            .period(period(within))
            .build();
    return onMissingSuccess(schedule, succeeded, "run for key store " + keyStoreId, within);
  }

  /** The same of runs for several key stores, whichever they were for. */
  Alarm onMissingFleet(String schedule, FleetWorkflow fleet, Duration within) {
    IMetric succeeded =
        fleet
            .machine()
            .metricSucceeded(
                MetricOptions.builder().statistic("Sum").period(period(within)).build());
    return onMissingSuccess(schedule, succeeded, "run for several key stores", within);
  }

  private static software.amazon.awscdk.Duration period(Duration within) {
    return software.amazon.awscdk.Duration.seconds(
        within.compareTo(LONGEST_PERIOD) > 0 ? 3600 : within.toMinutes() * 60);
  }

  /**
   * Goes off when no such run has succeeded for that long. Missing data points are filled in before
   * the alarm evaluates them: otherwise it looks back further than its periods, finds an older
   * success, and is days late.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">Alarms
   *     and missing data</a>
   */
  private Alarm onMissingSuccess(String schedule, IMetric succeeded, String what, Duration within) {
    boolean hours = within.compareTo(LONGEST_PERIOD) > 0;
    int periods = hours ? (int) ((within.toSeconds() + 3599) / 3600) : 1;
    Alarm alarm =
        Alarm.Builder.create(this, "SuccessMissing-" + schedule)
            .metric(
                MathExpression.Builder.create()
                    .expression("FILL(succeeded, 0)")
                    .label("runs that succeeded")
                    .usingMetrics(Map.of("succeeded", succeeded))
                    .period(period(within))
                    .build())
            .threshold(1)
            .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
            .evaluationPeriods(periods)
            .treatMissingData(TreatMissingData.BREACHING)
            .alarmDescription(
                "No %s has succeeded for as long as its schedule allows. See whether the schedule is enabled, whether runs start, and what the last one reports."
                    .formatted(what))
            .build();
    alarm.addAlarmAction(notifications.asAlarmAction());
    alarm.addOkAction(notifications.asAlarmAction());
    return alarm;
  }

  private void alarm(
      Construct scope, String id, IMetric metric, int threshold, String description) {
    Alarm.Builder.create(scope, id)
        .metric(metric)
        .threshold(threshold)
        .evaluationPeriods(1)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
        .treatMissingData(TreatMissingData.NOT_BREACHING)
        .alarmDescription(description)
        .build()
        .addAlarmAction(notifications.asAlarmAction());
  }
}
