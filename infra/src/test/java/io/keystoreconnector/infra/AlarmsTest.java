package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

class AlarmsTest {

  /** On what AWS measures of all key stores and clusters. */
  private static final Set<String> ON_AWS =
      Set.of(
          "ServiceAlarms/HsmUnhealthy",
          "ServiceAlarms/KeyStoreThrottled",
          "ServiceAlarms/ProxyCertificate",
          "ServiceAlarms/ProxyCredential",
          "ServiceAlarms/ProxyErrors-Retryable",
          "ServiceAlarms/ProxyErrors-Non-retryable",
          "ServiceAlarms/ProxyLatency",
          "ServiceAlarms/KeyManagerUnhealthy");

  private final CloudTemplate everything = Synthesized.EVERYTHING.template();

  @Test
  void everyAlarmReachesPeopleAndSaysWhatToDo() {
    for (CloudTemplate template : Synthesized.all()) {
      template
          .resources("AWS::CloudWatch::Alarm")
          .forEach(
              (path, alarm) -> {
                assertThat(template.target(Json.at(alarm, "Properties", "AlarmActions", 0)))
                    .as(path)
                    .isEqualTo("People/Topic");
                String description =
                    CloudTemplate.text(Json.at(alarm, "Properties", "AlarmDescription"));
                assertThat(description)
                    .as(path)
                    .containsPattern("Read |Look |See |log says")
                    .endsWith(".");
              });
    }
  }

  @Test
  void everyAlarmHasItsHeadingInTheDocument() {
    Set<String> alarms =
        everything.resources("AWS::CloudWatch::Alarm").keySet().stream()
            .map(path -> path.replaceFirst(".*/", "").replaceFirst("-.*", ""))
            .collect(Collectors.toSet());
    assertThat(Set.copyOf(Document.of("operate.md").under("## Alarms").headings("###")))
        .isEqualTo(alarms);
  }

  @Test
  void thereIsAnAlarmForEachFunctionAndEachScheduleThatWantsOne() {
    Set<String> expected =
        new HashSet<>(
            Set.of(
                "Alarms/RunFailed",
                "Alarms/RunTimedOut",
                "Alarms/Undelivered",
                "Alarms/JournalUnavailable",
                "Fleet/FleetFailed",
                "Fleet/FleetTimedOut",
                "Alarms/SuccessMissing-morning",
                "Alarms/SuccessMissing-often",
                "StoreAlarms/NotConnected-" + Synthesized.STORE,
                "StoreAlarms/OneZone-" + Synthesized.STORE,
                "StoreAlarms/NotUsable-" + Synthesized.STORE,
                "StoreAlarms/RepairOpen-" + Synthesized.STORE,
                // Expected to be DISCONNECTED.
                "StoreAlarms/NotUsable-" + Synthesized.OTHER_STORE,
                "StoreAlarms/RepairOpen-" + Synthesized.OTHER_STORE));
    expected.addAll(ON_AWS);
    for (String function : everything.resources("AWS::Lambda::Function").keySet()) {
      expected.add(function.replace("/Function", "/Errors"));
    }
    assertThat(everything.resources("AWS::CloudWatch::Alarm").keySet()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Alarms/RunFailed,         AWS/States, ExecutionsFailed,                   Sum,     1",
    "Alarms/RunTimedOut,       AWS/States, ExecutionsTimedOut,                 Sum,     1",
    "Fleet/FleetFailed,        AWS/States, ExecutionsFailed,                   Sum,     1",
    "Fleet/FleetTimedOut,      AWS/States, ExecutionsTimedOut,                 Sum,     1",
    "Alarms/Undelivered,       AWS/SQS,    ApproximateNumberOfMessagesVisible, Maximum, 1",
    "Alarms/JournalUnavailable, KeyStoreConnector, JournalUnavailable,             Sum,     1",
    "Steps/Check/Errors,       AWS/Lambda, Errors,                             Sum,     5",
    "Steps/AddHsm/Errors,      AWS/Lambda, Errors,                             Sum,     5",
    "Endings/Outcome/Errors,   AWS/Lambda, Errors,                             Sum,     1",
    "Deployments/Start/Errors, AWS/Lambda, Errors,                             Sum,     1",
    "Watching/Watch/Errors,    AWS/Lambda, Errors,                             Sum,     2"
  })
  void anAlarmGoesOffWithinFiveMinutesOfWhatItIsFor(
      String alarm, String namespace, String metric, String statistic, int threshold) {
    assertThat(everything.properties(alarm))
        .containsEntry("Namespace", namespace)
        .containsEntry("MetricName", metric)
        .containsEntry("Statistic", statistic)
        .containsEntry("Threshold", threshold)
        .containsEntry("ComparisonOperator", "GreaterThanOrEqualToThreshold")
        .containsEntry("Period", 300)
        .containsEntry("EvaluationPeriods", 1)
        .containsEntry("TreatMissingData", "notBreaching");
  }

  @ParameterizedTest
  @CsvSource({
    "Alarms/RunFailed, Workflow", "Alarms/RunTimedOut, Workflow",
    "Fleet/FleetFailed, Fleet", "Fleet/FleetTimedOut, Fleet"
  })
  void anAlarmOfAStateMachineCountsItsOwnExecutions(String alarm, String part) {
    assertThat(Json.list(everything.properties(alarm), "Dimensions"))
        .singleElement()
        .satisfies(
            dimension ->
                assertThat(everything.target(Json.at(dimension, "Value")))
                    .isEqualTo(part + "/StateMachine"));
  }

  @Test
  void anUnavailableJournalIsLookedForUnderTheConnectorsNameAndExplainedInTheRunbook() {
    Map<String, Object> alarm = everything.properties("Alarms/JournalUnavailable");
    assertThat(Json.list(alarm, "Dimensions"))
        .singleElement()
        .satisfies(
            dimension -> {
              assertThat(Json.at(dimension, "Name")).isEqualTo("Connector");
              assertThat(Json.at(dimension, "Value"))
                  .isEqualTo(
                      Json.at(
                          everything.properties("Endings/Outcome/Function"),
                          "Environment",
                          "Variables",
                          "CONNECTOR_NAME"));
            });
    assertThat(String.valueOf(alarm.get("AlarmDescription")))
        .contains("docs/runbook.md#journal_unavailable", "changed nothing");
  }

  @Test
  void theDocumentKnowsHowManyAreBilled() {
    long alarms =
        Synthesized.SMALLEST.template().resources("AWS::CloudWatch::Alarm").values().stream()
            .filter(alarm -> query(Json.map(alarm, "Properties")) == null)
            .count();
    assertThat(Document.of("deploy.md").under("## What it costs").rows())
        .anySatisfy(
            row -> {
              assertThat(row.getFirst()).isEqualTo("alarms");
              assertThat(row.get(2)).startsWith(alarms + " at ");
            });
  }

  /**
   * The service evaluates at most a week, at most a day if a period is under an hour, and three
   * hours of a query.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html">PutMetricAlarm</a>
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-limits.html">Limits
   *     of alarms</a>
   */
  @Test
  void noAlarmLooksBackFurtherThanTheServiceDoes() {
    for (CloudTemplate template : Synthesized.all()) {
      for (Map<String, Object> alarm : template.resources("AWS::CloudWatch::Alarm").values()) {
        Map<String, Object> properties = Json.map(alarm, "Properties");
        if (!(Json.at(metric(properties), "Period") instanceof Integer period)) {
          continue; // PlainTemplateTest has the values of these.
        }
        int periods = properties.get("EvaluationPeriods") instanceof Integer n ? n : 168;
        int longest = query(properties) != null ? 10_800 : period < 3600 ? 86_400 : 604_800;
        assertThat(period % 60).isZero();
        assertThat(period * periods).isLessThanOrEqualTo(longest);
      }
    }
  }

  /** Also where the time is no multiple of the period. */
  @ParameterizedTest
  @CsvSource({"7, 720", "59, 720", "60, 720", "60, 60", "1, 720"})
  void theAlarmsOfKeyStoresLookBackADayAtMost(int watchMinutes, int notConnectedMinutes) {
    Stack stack = new Stack(Synthesized.app(), "KeyStores");
    new KeyStoreConnector(
        stack,
        "Connector",
        KeyStoreConnectorProps.forKeyStores(ManagedKeyStore.of(Synthesized.STORE))
            .watchMinutes(watchMinutes)
            .notConnectedMinutes(notConnectedMinutes)
            .build());
    assertThat(Template.fromStack(stack).findResources("AWS::CloudWatch::Alarm").values())
        .map(alarm -> Json.map(alarm, "Properties"))
        .allSatisfy(
            alarm ->
                assertThat(number(metric(alarm), "Period") * number(alarm, "EvaluationPeriods"))
                    .isLessThanOrEqualTo(86_400));
  }

  private static int number(Map<String, Object> alarm, String property) {
    return ((Number) Json.at(alarm, property)).intValue();
  }

  @Test
  void successIsMissedAfterAsLongAsWasSaid() {
    Map<String, Object> morning = everything.properties("Alarms/SuccessMissing-morning");
    assertThat(metric(morning)).containsEntry("Period", 3600);
    assertThat(morning)
        .containsEntry("EvaluationPeriods", 72)
        .containsEntry("TreatMissingData", "breaching");
    Map<String, Object> often = everything.properties("Alarms/SuccessMissing-often");
    assertThat(metric(often)).containsEntry("Period", 18_000);
    assertThat(often)
        .containsEntry("EvaluationPeriods", 1)
        .containsEntry("Threshold", 1)
        .containsEntry("ComparisonOperator", "LessThanThreshold");
  }

  @Test
  void aScheduleForSeveralKeyStoresMissesTheSuccessOfAFleet() {
    CloudTemplate tuned = Synthesized.TUNED.template();
    Map<String, Object> alarm = tuned.properties("Alarms/SuccessMissing-nightly");
    assertThat(metric(alarm))
        .containsEntry("Namespace", "AWS/States")
        .containsEntry("MetricName", "ExecutionsSucceeded")
        .containsEntry("Period", 3600);
    assertThat(tuned.target(Json.at(metric(alarm), "Dimensions", 0, "Value")))
        .isEqualTo("Fleet/StateMachine");
    assertThat(alarm)
        .containsEntry("EvaluationPeriods", 48)
        .containsEntry("TreatMissingData", "breaching");
  }

  /** The longest time that one period may have, and an hour more. */
  @ParameterizedTest
  @CsvSource({"24, 86400, 1", "25, 3600, 25", "168, 3600, 168"})
  void hoursAreNotRoundedUpToDays(int hours, int period, int periods) {
    Stack stack = new Stack(Synthesized.app(), "KeyStores");
    new KeyStoreConnector(
        stack,
        "Connector",
        KeyStoreConnectorProps.forKeyStores(ManagedKeyStore.of(Synthesized.STORE))
            .schedule(
                ConnectionSchedule.of("daily", Synthesized.STORE, "rate(1 day)")
                    .expectingSuccessWithin(Duration.ofHours(hours)))
            .build());
    assertThat(Template.fromStack(stack).findResources("AWS::CloudWatch::Alarm").values())
        .map(alarm -> Json.map(alarm, "Properties"))
        .filteredOn(alarm -> alarm.containsKey("Metrics") && query(alarm) == null)
        .singleElement()
        .satisfies(
            alarm -> {
              assertThat(metric(alarm)).containsEntry("Period", period);
              assertThat(alarm).containsEntry("EvaluationPeriods", periods);
            });
  }

  /** The others return to OK by themselves, which says nothing about the key store. */
  @Test
  void peopleHearWhenAKeyStoreIsWellAgain() {
    for (CloudTemplate template : Synthesized.all()) {
      template
          .resources("AWS::CloudWatch::Alarm")
          .forEach(
              (path, alarm) ->
                  assertThat(template.target(Json.find(alarm, "Properties", "OKActions", 0)))
                      .as(path)
                      .isEqualTo(
                          path.matches(".*/(SuccessMissing|NotConnected).*")
                              ? "People/Topic"
                              : null));
    }
  }

  /** An alarm that finds periods without data takes older ones in their place. */
  @Test
  void anOldSuccessDoesNotHideThatThereIsNoneNow() {
    assertThat(Json.list(everything.properties("Alarms/SuccessMissing-often"), "Metrics"))
        .anySatisfy(
            metric ->
                assertThat(Json.map(metric))
                    .containsEntry("Expression", "FILL(succeeded, 0)")
                    .doesNotContainEntry("ReturnData", false));
  }

  /** The query of an alarm on whatever metrics it finds; null if the alarm names its metric. */
  private static @Nullable String query(Map<String, Object> alarm) {
    return Json.find(alarm, "Metrics", 0, "Expression") instanceof String expression
            && expression.startsWith("SELECT ")
        ? expression
        : null;
  }

  /** The metric of an alarm, even behind an expression. */
  private static Map<String, Object> metric(Map<String, Object> alarm) {
    if (query(alarm) != null) {
      return Json.map(alarm, "Metrics", 0);
    }
    if (!alarm.containsKey("Metrics")) {
      return alarm;
    }
    return Json.list(alarm, "Metrics").stream()
        .filter(metric -> Json.find(metric, "MetricStat") != null)
        .map(
            metric -> {
              Map<String, Object> all = new HashMap<>(Json.map(metric, "MetricStat"));
              all.putAll(Json.map(metric, "MetricStat", "Metric"));
              return all;
            })
        .findFirst()
        .orElseThrow();
  }

  /** The alarm, its statistic, its threshold, how it compares, for how long, and without data. */
  @ParameterizedTest
  @CsvSource({
    "EVERYTHING, NotConnected, Connected,   Maximum, 1, LessThanThreshold,             300, 6,"
        + " missing",
    "EVERYTHING, OneZone,      ActiveZones, Maximum, 2, LessThanThreshold,             300, 6,"
        + " notBreaching",
    "EVERYTHING, NotUsable,    Usable,      Maximum, 1, LessThanThreshold,             300, 3,"
        + " notBreaching",
    "EVERYTHING, RepairOpen,   OpenRepair,  Minimum, 1, GreaterThanOrEqualToThreshold, 300, 13,"
        + " notBreaching",
    "TUNED,      NotConnected, AsExpected,  Maximum, 1, LessThanThreshold,             900, 3,"
        + " missing",
    "TUNED,      RepairOpen,   OpenRepair,  Minimum, 1, GreaterThanOrEqualToThreshold, 900, 5,"
        + " notBreaching"
  })
  void anAlarmOfAKeyStoreLooksAtEachOfItsChecks(
      Synthesized stack,
      String alarm,
      String metric,
      String statistic,
      int threshold,
      String operator,
      int period,
      int periods,
      String missing) {
    Map<String, Object> properties =
        stack.template().properties("StoreAlarms/" + alarm + "-" + Synthesized.STORE);
    assertThat(properties)
        .containsEntry("Namespace", "KeyStoreConnector")
        .containsEntry("MetricName", metric)
        .containsEntry("Statistic", statistic)
        .containsEntry("Threshold", threshold)
        .containsEntry("ComparisonOperator", operator)
        .containsEntry("Period", period)
        .containsEntry("EvaluationPeriods", periods)
        .containsEntry("TreatMissingData", missing);
    assertThat(Json.list(properties, "Dimensions"))
        .contains(Map.of("Name", "KeyStore", "Value", Synthesized.STORE));
  }

  @Test
  void peopleHearThatTheWatchSaysNothingOfAKeyStore() {
    for (CloudTemplate template : Synthesized.all()) {
      template
          .resources("AWS::CloudWatch::Alarm")
          .forEach(
              (path, alarm) ->
                  assertThat(
                          template.target(
                              Json.find(alarm, "Properties", "InsufficientDataActions", 0)))
                      .as(path)
                      .isEqualTo(path.contains("/NotConnected") ? "People/Topic" : null));
    }
  }

  @Test
  void whoWantsNoAlarmsOfKeyStoresHasNoneAndWithoutAWatchThereAreNoneEither() {
    KeyStoreConnectorProps.Builder props =
        KeyStoreConnectorProps.forKeyStores(ManagedKeyStore.of(Synthesized.STORE));
    int all = alarms(props);
    assertThat(alarms(props.withoutStoreAlarms())).isEqualTo(all - 4);
    assertThat(alarms(props.watchMinutes(0))).isEqualTo(all - 5);
    assertThat(alarms(props.withoutFleet())).isEqualTo(all - 7);
  }

  private static int alarms(KeyStoreConnectorProps.Builder props) {
    return template(props).findResources("AWS::CloudWatch::Alarm").size();
  }

  private static Template template(KeyStoreConnectorProps.Builder props) {
    Stack stack = new Stack(Synthesized.app(), "KeyStores");
    new KeyStoreConnector(stack, "Connector", props.build());
    return Template.fromStack(stack);
  }

  /** The alarm, its query, how it compares, with what, and for how long. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          HsmUnhealthy | SELECT MAX(HsmUnhealthy) FROM ~AWS/CloudHSM~ GROUP BY ClusterId ORDER BY MAX() DESC | GreaterThanOrEqualToThreshold | 1 | 300 | 3
          KeyStoreThrottled | SELECT SUM(CloudHSMKeyStoreThrottle) FROM ~AWS/KMS~ GROUP BY CustomKeyStoreId ORDER BY SUM() DESC | GreaterThanOrEqualToThreshold | 1 | 300 | 3
          ProxyCertificate | SELECT MIN(XksProxyCertificateDaysToExpire) FROM ~AWS/KMS~ GROUP BY CustomKeyStoreId ORDER BY MIN() ASC | LessThanThreshold | 10 | 3600 | 1
          ProxyCredential | SELECT MAX(XksProxyCredentialAge) FROM ~AWS/KMS~ GROUP BY CustomKeyStoreId ORDER BY MAX() DESC | GreaterThanThreshold | 365 | 3600 | 1
          ProxyErrors-Retryable | SELECT SUM(XksProxyErrors) FROM ~AWS/KMS~ WHERE ErrorType = 'Retryable' GROUP BY CustomKeyStoreId ORDER BY SUM() DESC | GreaterThanThreshold | 5 | 60 | 1
          ProxyErrors-Non-retryable | SELECT SUM(XksProxyErrors) FROM ~AWS/KMS~ WHERE ErrorType = 'Non-retryable' GROUP BY CustomKeyStoreId ORDER BY SUM() DESC | GreaterThanThreshold | 5 | 60 | 1
          ProxyLatency | SELECT AVG(XksProxyLatency) FROM ~AWS/KMS~ GROUP BY CustomKeyStoreId ORDER BY AVG() DESC | GreaterThanThreshold | 200 | 300 | 1
          KeyManagerUnhealthy | SELECT MAX(XksExternalKeyManagerStates) FROM ~AWS/KMS~ WHERE XksExternalKeyManagerState != 'Active' GROUP BY CustomKeyStoreId ORDER BY MAX() DESC | GreaterThanOrEqualToThreshold | 1 | 300 | 3
          """)
  void anAlarmOnWhatAwsMeasuresIsForAllAndHasAStateForEach(
      String alarm, String query, String operator, int threshold, int period, int periods) {
    Map<String, Object> properties = everything.properties("ServiceAlarms/" + alarm);
    assertThat(query(properties)).isEqualTo(query.replace('~', '"'));
    assertThat(Json.list(properties, "Metrics")).hasSize(1);
    assertThat(metric(properties)).containsEntry("Period", period);
    assertThat(properties)
        .containsEntry("ComparisonOperator", operator)
        .containsEntry("Threshold", threshold)
        .containsEntry("EvaluationPeriods", periods)
        .containsEntry("TreatMissingData", "notBreaching");
  }

  @Test
  void aCredentialMayBecomeAsOldAsTheDeploymentSays() {
    assertThat(Synthesized.TUNED.template().properties("ServiceAlarms/ProxyCredential"))
        .containsEntry("Threshold", 90);
  }

  /** They need no watch. */
  @Test
  void whoWantsNoAlarmsOnWhatAwsMeasuresHasNoneAndNoNoticesOfAwsHealth() {
    KeyStoreConnectorProps.Builder props =
        KeyStoreConnectorProps.forKeyStores(ManagedKeyStore.of(Synthesized.STORE)).watchMinutes(0);
    Template with = template(props);
    Template without = template(props.withoutServiceAlarms());
    assertThat(with.findResources("AWS::CloudWatch::Alarm"))
        .hasSize(without.findResources("AWS::CloudWatch::Alarm").size() + ON_AWS.size());
    assertThat(with.findResources("AWS::Events::Rule"))
        .hasSize(without.findResources("AWS::Events::Rule").size() + 1);
  }

  /** The functions print some metrics; the expected ones must be among them. */
  @Test
  void alarmsAndDashboardLookForWhatTheFunctionsEmit() throws ReflectiveOperationException {
    Set<String> emitted = new HashSet<>(EmittedMetrics.ofOneRun());
    emitted.addAll(EmittedMetrics.ofOneCheck());
    Set<String> wanted = new HashSet<>();
    for (CloudTemplate template : Synthesized.all()) {
      wanted.addAll(inAlarms(template));
      wanted.addAll(inDashboard(template));
    }
    assertThat(wanted).hasSizeGreaterThan(3);
    assertThat(emitted).containsAll(wanted);
  }

  private static Set<String> inAlarms(CloudTemplate template) {
    return template.resources("AWS::CloudWatch::Alarm").values().stream()
        .filter(alarm -> query(Json.map(alarm, "Properties")) == null)
        .map(alarm -> metric(Json.map(alarm, "Properties")))
        .filter(alarm -> !String.valueOf(alarm.get("Namespace")).startsWith("AWS/"))
        .map(
            alarm ->
                EmittedMetrics.name(
                    String.valueOf(alarm.get("Namespace")),
                    Json.list(alarm, "Dimensions").stream()
                        .map(dimension -> String.valueOf(Json.at(dimension, "Name"))),
                    metricName(alarm.get("MetricName"))))
        .collect(Collectors.toSet());
  }

  /** Of two, the first, which the others of the same name have. */
  private static String metricName(@Nullable Object name) {
    Object first = Json.find(name, "Fn::If", 1);
    return String.valueOf(first == null ? name : first);
  }

  private static Set<String> inDashboard(CloudTemplate template) {
    String body = CloudTemplate.text(Json.at(template.properties("Dashboard"), "DashboardBody"));
    Pattern search =
        Pattern.compile("SEARCH\\('\\{(\\w+),([\\w,]+)} [^']*MetricName=\\\\+\"(\\w+)");
    return search
        .matcher(body)
        .results()
        .map(
            (MatchResult m) ->
                EmittedMetrics.name(m.group(1), Stream.of(m.group(2).split(",")), m.group(3)))
        .collect(Collectors.toSet());
  }
}
