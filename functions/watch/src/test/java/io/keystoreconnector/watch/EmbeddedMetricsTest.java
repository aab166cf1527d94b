package io.keystoreconnector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

class EmbeddedMetricsTest {

  private static final int MOST_METRICS = 100;
  private static final int MOST_DIMENSIONS = 30;

  private static List<JSONObject> lines(String connector) {
    return EmbeddedMetrics.lines(
            Metric.of(Watched.all("CONNECTED", true, false, Watched.cluster(2, "a", "b"))),
            connector,
            Watched.NOW)
        .stream()
        .map(JSONObject::new)
        .toList();
  }

  @Test
  void aKeyStoreHasOneLine() {
    JSONObject line = lines("payments-connector").getFirst();
    assertThat(line.getJSONObject("_aws").toString())
        .isEqualTo(
            new JSONObject(
                    """
                    {"Timestamp": 1795403400000, "CloudWatchMetrics": [
                      {"Namespace": "KeyStoreConnector",
                       "Dimensions": [["Connector", "KeyStore"]],
                       "Metrics": [{"Name": "Connected", "Unit": "Count"},
                         {"Name": "Usable", "Unit": "Count"},
                         {"Name": "ActiveHsms", "Unit": "Count"},
                         {"Name": "ActiveZones", "Unit": "Count"},
                         {"Name": "OpenRepair", "Unit": "Count"}]}]}
                    """)
                .toString());
    line.remove("_aws");
    assertThat(line.toMap())
        .containsExactlyInAnyOrderEntriesOf(
            java.util.Map.of(
                "Connector", "payments-connector",
                "KeyStore", Watched.STORE,
                "Connected", 1,
                "Usable", 1,
                "ActiveHsms", 2,
                "ActiveZones", 2,
                "OpenRepair", 0));
  }

  @Test
  void aStateHasOneLine() {
    assertThat(lines("payments-connector"))
        .filteredOn(line -> line.has("State"))
        .hasSize(5)
        .anySatisfy(
            line -> {
              assertThat(line.getString("State")).isEqualTo("CONNECTED");
              assertThat(line.getInt("KeyStores")).isEqualTo(1);
            });
  }

  /** CloudWatch ignores a line that breaks one of these rules. */
  @Test
  void aLineIsWithinTheLimitsOfTheFormat() {
    for (JSONObject line : lines(":" + "ü".repeat(400) + " ")) {
      JSONObject directive =
          line.getJSONObject("_aws").getJSONArray("CloudWatchMetrics").getJSONObject(0);
      assertThat(directive.getJSONArray("Metrics").length()).isBetween(1, MOST_METRICS);
      assertThat(directive.getJSONArray("Dimensions").getJSONArray(0))
          .hasSizeBetween(1, MOST_DIMENSIONS)
          .allSatisfy(
              dimension ->
                  assertThat(line.getString(dimension.toString()))
                      .matches("[\\x20-\\x7e&&[^:]][\\x20-\\x7e]{0,249}"));
      directive
          .getJSONArray("Metrics")
          .forEach(
              metric -> assertThat(line.has(((JSONObject) metric).getString("Name"))).isTrue());
    }
  }
}
