package io.keystoreconnector.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.json.JSONObject;

/**
 * Metrics as lines in CloudWatch's embedded metric format; of a check, one for each key store and
 * each state. They are printed, not logged: in the JSON log format the Lambda logger would wrap the
 * line into another object, in which CloudWatch does not look for metrics.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Embedded
 *     metric format</a>
 */
public final class EmbeddedMetrics {

  /** The same as that of the outcomes of runs. */
  static final String NAMESPACE = "KeyStoreConnector";

  private static final String CONNECTOR = "Connector";
  private static final int LONGEST_DIMENSION = 250;

  private record About(String dimension, String value) {}

  private EmbeddedMetrics() {}

  static List<String> lines(List<Metric> metrics, String connector, Instant at) {
    Map<About, List<Metric>> sets = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      sets.computeIfAbsent(
              new About(metric.dimension(), metric.about()), about -> new ArrayList<>())
          .add(metric);
    }
    return sets.entrySet().stream()
        .map(set -> line(set.getKey(), set.getValue(), connector, at))
        .toList();
  }

  private static String line(About about, List<Metric> metrics, String connector, Instant at) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    dimensions.put(CONNECTOR, connector);
    dimensions.put(about.dimension(), about.value());
    Map<String, Long> values = new LinkedHashMap<>();
    metrics.forEach(metric -> values.put(metric.name(), metric.value()));
    return line(dimensions, values, at);
  }

  /**
   * One line.
   *
   * @param dimensions in order, with their values
   * @param counts in order, by the names of the metrics
   */
  public static String line(Map<String, String> dimensions, Map<String, Long> counts, Instant at) {
    JSONObject line = new JSONObject();
    dimensions.forEach((name, value) -> line.put(name, dimension(value)));
    line.put(
        "_aws",
        Map.of(
            "Timestamp",
            at.toEpochMilli(),
            "CloudWatchMetrics",
            List.of(
                Map.of(
                    "Namespace",
                    NAMESPACE,
                    "Dimensions",
                    List.of(List.copyOf(dimensions.keySet())),
                    "Metrics",
                    counts.keySet().stream()
                        .map(name -> Map.of("Name", name, "Unit", "Count"))
                        .toList()))));
    counts.forEach(line::put);
    return line.toString();
  }

  /** CloudWatch accepts up to 250 printable ASCII characters, the first of them no colon. */
  private static String dimension(String value) {
    String ascii = value.replaceAll("[^\\x20-\\x7e]", "?").replaceFirst("^:", "?");
    String shortened = ascii.substring(0, Math.min(ascii.length(), LONGEST_DIMENSION));
    return shortened.isBlank() ? "UNKNOWN" : shortened;
  }
}
