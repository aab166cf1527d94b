package io.keystoreconnector.infra;

import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.constructs.Construct;

/**
 * The alarms on what AWS itself measures, and the notices of AWS Health: docs/operate.md has a
 * heading for each. One alarm is for all key stores or clusters of the account and Region, with a
 * state for each of them, so that no deployment has to name them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/monitoring-cloudwatch.html">The
 *     metrics of KMS</a>
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/xks-alarms.html">The alarms
 *     that KMS recommends for external key stores</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-data-queries.html">Alarms
 *     on queries of Metrics Insights, which must group and order the time series</a>
 */
final class ServiceAlarms extends Construct {

  private static final String KMS = "AWS/KMS";
  private static final String KEY_STORE = "CustomKeyStoreId";

  /** Less than that can be a moment. */
  private static final int LASTS = 3;

  private final SharedParts shared;

  ServiceAlarms(Construct scope, String id, SharedParts shared) {
    super(scope, id);
    this.shared = shared;
    addExternalKeyStores();
    addProxyErrors("Retryable", "Look at the proxy and the network to it.");
    addProxyErrors("Non-retryable", "Look at the settings of the key store and of its proxy.");
    addCloudHsm();
    new HealthNotices(this, "Health", shared);
  }

  /** What counts days may be measured seldom, so its period is long. */
  private void addExternalKeyStores() {
    alarm(
        "ProxyCertificate",
        query("MIN", "XksProxyCertificateDaysToExpire", KMS, "", KEY_STORE),
        new Limit(ComparisonOperator.LESS_THAN_THRESHOLD, 10, Duration.hours(1), 1),
        "The TLS certificate of an external key store's proxy expires in less than ten days; then"
            + " its keys cannot be used. Look at the certificate, and renew it.");
    alarm(
        "ProxyCredential",
        query("MAX", "XksProxyCredentialAge", KMS, "", KEY_STORE),
        new Limit(
            ComparisonOperator.GREATER_THAN_THRESHOLD,
            shared.props().proxyCredentialDays(),
            Duration.hours(1),
            1),
        "The credential of an external key store's proxy is older than it should be. Read in"
            + " docs/operate.md#the-credential-of-an-external-key-stores-proxy how to rotate it.");
    alarm(
        "ProxyLatency",
        query("AVG", "XksProxyLatency", KMS, "", KEY_STORE),
        new Limit(ComparisonOperator.GREATER_THAN_THRESHOLD, 200, Duration.minutes(5), 1),
        "The proxy of an external key store takes more than 200 ms to answer; KMS gives up after"
            + " 250 ms. Look at the proxy, the external key manager and the network.");
    alarm(
        "KeyManagerUnhealthy",
        query(
            "MAX",
            "XksExternalKeyManagerStates",
            KMS,
            " WHERE XksExternalKeyManagerState != 'Active'",
            KEY_STORE),
        atLeastOne(),
        "For a quarter of an hour, an external key manager has been degraded or unavailable, as its"
            + " proxy says. Look at the proxy's log, which says which one.");
  }

  private void addProxyErrors(String type, String remedy) {
    alarm(
        "ProxyErrors-" + type,
        query("SUM", "XksProxyErrors", KMS, " WHERE ErrorType = '" + type + "'", KEY_STORE),
        new Limit(ComparisonOperator.GREATER_THAN_THRESHOLD, 5, Duration.minutes(1), 1),
        "More than five %s errors of an external key store's proxy in a minute. %s"
            .formatted(type.toLowerCase(Locale.ROOT), remedy));
  }

  private void addCloudHsm() {
    alarm(
        "HsmUnhealthy",
        query("MAX", "HsmUnhealthy", "AWS/CloudHSM", "", "ClusterId"),
        atLeastOne(),
        "For a quarter of an hour, an HSM of a cluster has been unhealthy. CloudHSM replaces it."
            + " Look at the cluster's HSMs: the keys stop if it has no other.");
    alarm(
        "KeyStoreThrottled",
        query("SUM", "CloudHSMKeyStoreThrottle", KMS, "", KEY_STORE),
        atLeastOne(),
        "For a quarter of an hour, KMS has throttled requests for keys in a CloudHSM key store."
            + " Look at which callers need so many, and whether the cluster needs another HSM.");
  }

  private static Limit atLeastOne() {
    return new Limit(
        ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD, 1, Duration.minutes(5), LASTS);
  }

  /** What is too much or too little, in how long a period, and for how many of them in a row. */
  private record Limit(ComparisonOperator operator, int threshold, Duration period, int periods) {}

  /** One time series for each key store or cluster; those that are worst come first. */
  private static String query(
      String function, String metric, String namespace, String where, String by) {
    return "SELECT %s(%s) FROM \"%s\"%s GROUP BY %s ORDER BY %s() %s"
        .formatted(
            function,
            metric,
            namespace,
            where,
            by,
            function,
            function.equals("MIN") ? "ASC" : "DESC");
  }

  private void alarm(String id, String query, Limit limit, String description) {
    Alarm.Builder.create(this, id)
        .metric(
            MathExpression.Builder.create()
                .expression(query)
                .label("")
                .usingMetrics(Map.of())
                .period(limit.period())
                .build())
        .threshold(limit.threshold())
        .comparisonOperator(limit.operator())
        .evaluationPeriods(limit.periods())
        .treatMissingData(TreatMissingData.NOT_BREACHING)
        .alarmDescription(description)
        .build()
        .addAlarmAction(shared.notifications().asAlarmAction());
  }
}
