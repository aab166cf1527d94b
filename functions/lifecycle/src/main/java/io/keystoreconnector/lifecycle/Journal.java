package io.keystoreconnector.lifecycle;

import java.util.Objects;
import org.json.JSONObject;

/** What a run reports about the journal, which the connector keeps from one run to the next. */
final class Journal {

  private static final String UNAVAILABLE = "JOURNAL_UNAVAILABLE";

  private Journal() {}

  /**
   * Whether the run could not read or write it. Without a report, the run's error says so: the
   * reason, or Step Functions' name for a failure of DynamoDB.
   */
  static boolean wasUnavailable(Execution execution, JSONObject report) {
    String error = Objects.requireNonNullElse(execution.error(), "");
    return error.equals(UNAVAILABLE)
        || error.startsWith("DynamoDB.")
        || UNAVAILABLE.equals(Json.text(report, "reason"))
        || report.optJSONObject("remembered", new JSONObject()).has("unavailable");
  }
}
