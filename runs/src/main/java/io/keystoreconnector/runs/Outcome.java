package io.keystoreconnector.runs;

import io.keystoreconnector.runs.json.JsonTree;
import io.keystoreconnector.runs.phrases.ErrorWords;
import io.keystoreconnector.runs.phrases.JournalWords;
import io.keystoreconnector.statemachine.ExecutionResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a run ended, or that it has not ended, in words.
 *
 * @param status as DescribeExecution returns it
 * @param error the error's name; empty if there is none
 * @param report the report of a run that ended, otherwise that of its last look
 * @param state the state that the run is, or was last, in
 */
record Outcome(String status, String error, String cause, RunReport report, String state) {

  private static final String RUNNING = "RUNNING";

  static Outcome of(RunHistory history) {
    JsonTree end = new JsonTree(history.end().map(event -> event.details()).orElse(Map.of()));
    return new Outcome(
        history.status().map(ExecutionResult.Status::name).orElse(RUNNING),
        end.text("error"),
        end.text("cause"),
        history.report(),
        history.lastState());
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("status", status);
    json.put("error", error);
    json.put("headline", headline());
    json.put("sentence", sentence());
    json.put("whatToDo", report.guidance());
    json.put("runbook", runbook());
    json.put("keyStore", report.keyStoreWords());
    json.put("proved", report.proved());
    json.put("aftermath", report.aftermath());
    json.put("remembered", remembered());
    return json;
  }

  /** Where the runbook explains it, also for an end without a report; empty if nowhere. */
  String runbook() {
    if (!report.runbook().isEmpty() || !report.outcome().isEmpty()) {
      return report.runbook();
    }
    return switch (status) {
      case "TIMED_OUT", "ABORTED" -> "docs/runbook.md#timed_out-and-aborted";
      case "FAILED" -> "docs/runbook.md#a-step-failed";
      default -> "";
    };
  }

  String headline() {
    if (status.equals(RUNNING)) {
      return state.isEmpty() ? "Not started yet" : "In progress: " + state;
    }
    return switch (report.outcome()) {
      case "CONNECTED" -> "The key store is connected";
      case "LEFT_DISCONNECTED" -> "Left disconnected, as the request says";
      case "DRY_RUN" -> "Dry run: nothing was changed";
      case "NEEDS_A_PERSON" -> "A person is needed: " + reason();
      case "INVALID_REQUEST" -> "The request is invalid";
      case "STEP_FAILED" -> "A step failed: " + reason();
      default -> withoutReport();
    };
  }

  private String reason() {
    return report.reason().isEmpty() ? error : report.reason();
  }

  /** In one word or a few, for the name of a file. */
  String inShort() {
    String outcome =
        report.reason().isEmpty() ? report.outcome().toLowerCase(Locale.ROOT) : report.reason();
    return outcome.isEmpty() || status.equals(RUNNING) ? status.toLowerCase(Locale.ROOT) : outcome;
  }

  private String withoutReport() {
    return switch (status) {
      case "TIMED_OUT" -> "Ended by the workflow's timeout, without a report";
      case "ABORTED" -> "Stopped by someone";
      default -> "Ended " + status + (error.isEmpty() ? "" : ": " + error);
    };
  }

  String sentence() {
    return report.message().isEmpty()
        ? ErrorWords.of(status.equals("FAILED") ? "" : error, cause)
        : report.message();
  }

  private List<Map<String, Object>> remembered() {
    return report.remembered().stream().map(Outcome::row).toList();
  }

  private static Map<String, Object> row(JournalWords.Row row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("what", row.label());
    json.put("text", row.text());
    return json;
  }
}
