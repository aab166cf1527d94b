package io.keystoreconnector.infra.hub;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.SingleValueWidget;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** One page: how the organization's key stores are, and whether the hub hears of them. */
final class HubDashboard {

  private static final Duration HOUR = Duration.hours(1);
  private static final MetricOptions SUM =
      MetricOptions.builder().period(HOUR).statistic("Sum").build();

  private final String hub;

  private HubDashboard(String hub) {
    this.hub = hub;
  }

  /**
   * The dashboard.
   *
   * @param metrics whether accounts may link their metrics
   */
  static Dashboard of(
      Construct scope,
      String hub,
      List<HubFunction> functions,
      Queue undelivered,
      boolean metrics) {
    HubDashboard charts = new HubDashboard(hub);
    Dashboard dashboard =
        Dashboard.Builder.create(scope, "Dashboard").defaultInterval(Duration.days(7)).build();
    dashboard.addWidgets(
        TextWidget.Builder.create()
            .markdown(
                "# Key Store Connector Hub "
                    + hub
                    + "\nThe key stores of the organization, as their accounts report them.")
            .width(24)
            .height(2)
            .build());
    dashboard.addWidgets(
        charts.now(
            "Accounts and Regions now",
            charts.count("Accounts"),
            charts.count("SilentAccounts"),
            charts.count("NeedAPerson")),
        charts.now("Key stores now, by state", charts.states()));
    dashboard.addWidgets(
        charts.graph("Key stores over the week, by state", charts.states()),
        charts.graph(
            "Needs a person, and silent accounts",
            charts.count("NeedAPerson"),
            charts.count("SilentAccounts")));
    if (metrics) {
      dashboard.addWidgets(
          charts.graph("Key stores of linked accounts: 1 is CONNECTED", charts.linked()));
    }
    dashboard.addWidgets(
        charts.graph(
            "The hub's functions: calls and errors",
            functions.stream()
                .flatMap(
                    each ->
                        Stream.of(
                            each.function().metricInvocations(SUM),
                            each.function().metricErrors(SUM)))
                .toArray(IMetric[]::new)),
        charts.graph(
            "Events that could not be delivered",
            undelivered.metricApproximateNumberOfMessagesVisible(
                MetricOptions.builder().period(HOUR).statistic("Maximum").build())));
    return dashboard;
  }

  private IMetric count(String name) {
    return Metric.Builder.create()
        .namespace("KeyStoreConnector")
        .metricName(name)
        .dimensionsMap(Map.of("Hub", hub))
        .statistic("Maximum")
        .period(HOUR)
        .build();
  }

  private IMetric states() {
    return search(
        "SEARCH('{KeyStoreConnector,Hub,State} Hub=\"%s\" MetricName=\"KeyStores\"', 'Maximum', 3600)"
            .formatted(hub),
        HOUR);
  }

  /**
   * In a monitoring account, a search finds the metrics of all linked accounts.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Unified-Cross-Account.html">Cross-account
   *     observability</a>
   */
  private IMetric linked() {
    return search(
        "SEARCH('{KeyStoreConnector,Connector,KeyStore} MetricName=\"Connected\"', 'Minimum', 300)",
        Duration.minutes(5));
  }

  private static IMetric search(String expression, Duration period) {
    return MathExpression.Builder.create()
        .expression(expression)
        .label("")
        .period(period)
        .usingMetrics(Map.of())
        .build();
  }

  private SingleValueWidget now(String title, IMetric... metrics) {
    return SingleValueWidget.Builder.create()
        .title(title)
        .metrics(List.of(metrics))
        .width(12)
        .height(4)
        .build();
  }

  private GraphWidget graph(String title, IMetric... metrics) {
    return GraphWidget.Builder.create()
        .title(title)
        .left(List.of(metrics))
        .width(12)
        .height(6)
        .build();
  }
}
