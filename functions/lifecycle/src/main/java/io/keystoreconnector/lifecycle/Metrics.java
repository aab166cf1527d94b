package io.keystoreconnector.lifecycle;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.json.JSONObject;

/**
 * Metrics, in CloudWatch's embedded metric format. They are printed, not logged: in the JSON log
 * format the Lambda logger would wrap the line into another object, in which CloudWatch does not
 * look for metrics.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Embedded
 *     metric format</a>
 */
final class Metrics {

  /** The metrics' namespace. */
  static final String NAMESPACE = "KeyStoreConnector";

  private static final List<String> BY_CONNECTOR = List.of("Connector");
  private static final List<String> BY_KEY_STORE = List.of("Connector", "KeyStore");
  private static final List<List<String>> EVERY =
      List.of(BY_CONNECTOR, BY_KEY_STORE, List.of("Connector", "KeyStore", "Code"));

  private static final int LONGEST_DIMENSION = 250;

  private final PrintStream out;
  private final String connector;

  Metrics(PrintStream out, Settings settings) {
    this.out = out;
    this.connector = settings.connector();
  }

  /**
   * Prints the metrics of a run. A dry run has none, because it does not try to connect, except
   * that a journal that it could not read is just as unavailable to the next run.
   */
  void write(Outcome outcome) {
    if (outcome.end() != RunEnd.DRY_RUN || outcome.journalUnavailable()) {
      out.println(new JSONObject(line(outcome)));
      out.flush();
    }
  }

  private Map<String, Object> line(Outcome outcome) {
    Map<String, Object> line = new LinkedHashMap<>();
    List<Map<String, Object>> directives = new ArrayList<>();
    if (outcome.end() != RunEnd.DRY_RUN) {
      addConnection(line, directives, outcome);
    }
    if (outcome.journalUnavailable()) {
      List<Map<String, String>> journal = new ArrayList<>();
      add(line, journal, "JournalUnavailable", "Count", 1);
      directives.add(directive(List.of(BY_CONNECTOR), journal));
    }
    line.put("Connector", dimension(connector));
    line.put("KeyStore", dimension(outcome.keyStore().key()));
    line.put("Code", dimension(outcome.code()));
    line.put("executionArn", outcome.executionArn());
    line.put(
        "_aws",
        Map.of("Timestamp", outcome.endedAt().toEpochMilli(), "CloudWatchMetrics", directives));
    return line;
  }

  /** How the attempt to connect ended. */
  private static void addConnection(
      Map<String, Object> line, List<Map<String, Object>> directives, Outcome outcome) {
    List<Map<String, String>> metrics = new ArrayList<>();
    add(line, metrics, "Outcome", "Count", 1);
    if (outcome.attempts() != null) {
      add(line, metrics, "Attempts", "Count", outcome.attempts());
    }
    if (outcome.timeToConnect() != null) {
      add(line, metrics, "TimeToConnect", "Seconds", outcome.timeToConnect().toSeconds());
    }
    List<Map<String, String>> success = new ArrayList<>();
    add(line, success, "Succeeded", "Count", outcome.end().succeeded() ? 1 : 0);
    directives.add(directive(EVERY, metrics));
    directives.add(directive(List.of(BY_KEY_STORE), success));
  }

  private static void add(
      Map<String, Object> line,
      List<Map<String, String>> metrics,
      String name,
      String unit,
      long value) {
    line.put(name, value);
    metrics.add(Map.of("Name", name, "Unit", unit));
  }

  private static Map<String, Object> directive(
      List<List<String>> dimensions, List<Map<String, String>> metrics) {
    return Map.of("Namespace", NAMESPACE, "Dimensions", dimensions, "Metrics", metrics);
  }

  /** CloudWatch accepts printable ASCII that does not begin with a colon. */
  private static String dimension(String value) {
    String ascii = Texts.ascii(Texts.shortened(value, LONGEST_DIMENSION)).replaceFirst("^:", "?");
    return ascii.isBlank() ? Outcome.UNKNOWN : ascii;
  }
}
