package io.keystoreconnector.infra.hub;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IAlarmAction;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** The hub's alarms: docs/operate.md has a heading for each. */
final class HubAlarms extends Construct {

  private static final Duration FIVE_MINUTES = Duration.minutes(5);

  private final IAlarmAction people;

  HubAlarms(Construct scope, String id, ITopic people) {
    super(scope, id);
    this.people = new SnsAction(people);
  }

  /**
   * A check that says nothing is no better than one that says no, so people hear of that as well.
   */
  void onSilence(String hub) {
    Alarm alarm =
        alarm(
            "AccountsSilent",
            Metric.Builder.create()
                .namespace("KeyStoreConnector")
                .metricName("SilentAccounts")
                .dimensionsMap(Map.of("Hub", hub))
                .statistic("Maximum")
                .period(Duration.hours(1))
                .build(),
            1,
            TreatMissingData.MISSING,
            "One or more accounts of the organization have sent no inventory of their key stores"
                + " for 26 hours, or the hub's own check does not run. Read the message that names"
                + " the account; docs/operate.md#accountssilent says what to do.");
    alarm.addInsufficientDataAction(people);
    alarm.addOkAction(people);
  }

  void onQueue(Queue undelivered) {
    alarm(
        "NewsUndelivered",
        undelivered.metricApproximateNumberOfMessagesVisible(
            MetricOptions.builder().period(FIVE_MINUTES).statistic("Maximum").build()),
        1,
        TreatMissingData.NOT_BREACHING,
        "The hub could not record an event, or could not notify people. Read the message in the"
            + " hub's queue; the next inventory of that account sets its rows right.");
  }

  /** One event that cannot be read fails three times, and is then in the queue. */
  void onRecorder(HubFunction recorder) {
    errors(
        "RecorderErrors",
        recorder,
        5,
        "The hub's recorder failed five times in five minutes. Its log says why: DynamoDB denies or"
            + " throttles a call, or the events are not the connector's.");
  }

  /** A check that fails is tried twice more. */
  void onCheck(HubFunction check) {
    errors(
        "SilenceErrors",
        check,
        2,
        "The hub's check for silent accounts failed, and failed again when Lambda tried again. Its"
            + " log says why. Until it works, nobody is told of an account that goes silent.");
  }

  private void errors(String id, HubFunction function, int errors, String description) {
    alarm(
        id,
        function
            .function()
            .metricErrors(MetricOptions.builder().period(FIVE_MINUTES).statistic("Sum").build()),
        errors,
        TreatMissingData.NOT_BREACHING,
        description);
  }

  private Alarm alarm(
      String id, IMetric metric, int threshold, TreatMissingData missing, String description) {
    Alarm alarm =
        Alarm.Builder.create(this, id)
            .metric(metric)
            .threshold(threshold)
            .evaluationPeriods(1)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .treatMissingData(missing)
            .alarmDescription(description)
            .build();
    alarm.addAlarmAction(people);
    return alarm;
  }
}
