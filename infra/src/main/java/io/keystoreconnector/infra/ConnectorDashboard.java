package io.keystoreconnector.infra;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.SingleValueWidget;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/** The dashboard: how runs end, how long they take, why they fail, and what they cost. */
final class ConnectorDashboard {

  private static final Duration PERIOD = Duration.minutes(5);
  private static final MetricOptions SUM =
      MetricOptions.builder().period(PERIOD).statistic("Sum").build();

  private final String name;

  private ConnectorDashboard(String name) {
    this.name = name;
  }

  static Dashboard dashboard(
      Construct scope,
      String name,
      StateMachine machine,
      List<ConnectorFunction> functions,
      boolean watched) {
    ConnectorDashboard charts = new ConnectorDashboard(name);
    Dashboard dashboard =
        Dashboard.Builder.create(scope, "Dashboard").defaultInterval(Duration.days(7)).build();
    dashboard.addWidgets(
        TextWidget.Builder.create()
            .markdown("# Key Store Connector " + name + "\nHow its runs end, for each key store.")
            .width(24)
            .height(2)
            .build());
    if (watched) {
      dashboard.addWidgets(charts.now(), charts.week());
    }
    dashboard.addWidgets(
        charts.graph(
            "Outcomes by key store and code", charts.search("MetricName=\"Outcome\"", "Sum", true)),
        charts.graph("Runs that need a person, by code", charts.failures()));
    dashboard.addWidgets(
        charts.graph(
            "Time to connect, seconds",
            charts.search("MetricName=\"TimeToConnect\"", "Maximum", false)),
        charts.graph(
            "Connect calls per run", charts.search("MetricName=\"Attempts\"", "Maximum", false)));
    dashboard.addWidgets(
        charts.graph("Runs in progress", underWay(machine)), charts.graph("Runs", runs(machine)));
    dashboard.addWidgets(
        charts.graph(
            "Cost: function invocations",
            each(functions, function -> function.metricInvocations(SUM))),
        charts.graph(
            "Cost: function milliseconds",
            each(functions, function -> function.metricDuration(SUM))));
    return dashboard;
  }

  /** The state of every key store of the account and Region at the last check. */
  private SingleValueWidget now() {
    return SingleValueWidget.Builder.create()
        .title("Key stores now: 1 is CONNECTED, 1 is usable")
        .metrics(
            List.of(
                search("MetricName=\"Connected\"", "Minimum", false),
                search("MetricName=\"Usable\"", "Minimum", false)))
        .width(12)
        .height(6)
        .build();
  }

  private GraphWidget week() {
    return graph(
        "Key stores over the week: 1 is CONNECTED",
        search("MetricName=\"Connected\"", "Minimum", false));
  }

  private GraphWidget graph(String title, IMetric... metrics) {
    return GraphWidget.Builder.create()
        .title(title)
        .left(Arrays.asList(metrics))
        .width(12)
        .height(6)
        .build();
  }

  /** Every key store that has a metric, without naming them here. */
  private IMetric search(String terms, String statistic, boolean byCode) {
    return MathExpression.Builder.create()
        .expression(
            "SEARCH('{KeyStoreConnector,Connector,KeyStore%s} Connector=\"%s\" %s', '%s', 300)"
                .formatted(byCode ? ",Code" : "", name, terms, statistic))
        .label("")
        .period(PERIOD)
        .usingMetrics(Map.of())
        .build();
  }

  private IMetric failures() {
    return search(
        "MetricName=\"Outcome\" NOT Code=\"CONNECTED\" NOT Code=\"LEFT_DISCONNECTED\"",
        "Sum",
        true);
  }

  private static IMetric underWay(StateMachine machine) {
    return MathExpression.Builder.create()
        // Without FILL, a period in which one of them has no data would count for none of them.
        .expression(
            "RUNNING_SUM(FILL(started, 0) - FILL(succeeded, 0) - FILL(failed, 0)"
                + " - FILL(aborted, 0) - FILL(timedOut, 0))")
        .label("started in this range and not ended")
        .period(PERIOD)
        // In a fixed order: they become a string, which would otherwise differ between syntheses.
        .usingMetrics(
            new TreeMap<>(
                Map.of(
                    "started", machine.metricStarted(SUM),
                    "succeeded", machine.metricSucceeded(SUM),
                    "failed", machine.metricFailed(SUM),
                    "aborted", machine.metricAborted(SUM),
                    "timedOut", machine.metricTimedOut(SUM))))
        .build();
  }

  private static IMetric[] runs(StateMachine machine) {
    return new IMetric[] {
      machine.metricStarted(SUM),
      machine.metricSucceeded(SUM),
      machine.metricFailed(SUM),
      machine.metricTimedOut(SUM),
      machine.metricAborted(SUM)
    };
  }

  private static IMetric[] each(
      List<ConnectorFunction> functions,
      java.util.function.Function<software.amazon.awscdk.services.lambda.Function, Metric> metric) {
    return functions.stream()
        .map(function -> metric.apply(function.function()))
        .toArray(IMetric[]::new);
  }
}
