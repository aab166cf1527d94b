package io.keystoreconnector.runs;

import io.keystoreconnector.runs.phrases.JournalWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended, or that it has not, in words.
 *
 * @param status as DescribeExecution tells it
 * @param error the error's name; empty if there is none
 * @param report the report of a run that ended, else that of its last look; empty if there is none
 * @param state the state that the run is, or was last, in
 */
record Outcome(String status, String error, String cause, Map<?, ?> report, String state) {

  private static final String RUNNING = "RUNNING";

  static Outcome of(Material material) {
    String state = "";
    Map<?, ?> report = Map.of();
    for (Step step : Step.of(material.events())) {
      report = step.isLook() ? step.report() : report;
    }
    for (Material.Event event : material.events()) {
      state = event.event().stateName().isEmpty() ? state : event.event().stateName();
    }
    if (material.running()) {
      return new Outcome(RUNNING, "", "", report, state);
    }
    Map<String, ?> details = material.events().getLast().event().details();
    return new Outcome(
        status(material.events().getLast().event().type()),
        Values.text(details.get("error")),
        Values.text(details.get("cause")),
        report(details),
        state);
  }

  private static Map<?, ?> report(Map<String, ?> details) {
    Object told =
        Objects.requireNonNullElse(
            details.get("output"), Objects.requireNonNullElse(details.get("cause"), ""));
    return Values.object(Values.parsed(told));
  }

  private static String status(String type) {
    return switch (type) {
      case "ExecutionSucceeded" -> "SUCCEEDED";
      case "ExecutionTimedOut" -> "TIMED_OUT";
      case "ExecutionAborted" -> "ABORTED";
      default -> "FAILED";
    };
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("status", status);
    json.put("error", error);
    json.put("headline", headline());
    json.put("sentence", sentence());
    json.put("whatToDo", Values.text(report.get("guidance")));
    json.put("runbook", Values.text(report.get("runbook")));
    json.put("keyStore", keyStore());
    json.put("remembered", remembered());
    return json;
  }

  private String headline() {
    if (status.equals(RUNNING)) {
      return state.isEmpty() ? "Not started yet" : "Under way: " + state;
    }
    return switch (Values.text(report.get("outcome"))) {
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
    Object reason = report.get("reason");
    return reason == null ? error : Values.text(reason);
  }

  private String withoutReport() {
    return switch (status) {
      case "TIMED_OUT" -> "Cut off by the workflow's time-out, without a report";
      case "ABORTED" -> "Stopped by somebody";
      default -> "Ended " + status + (error.isEmpty() ? "" : ": " + error);
    };
  }

  private String sentence() {
    @Nullable Object message = report.get("message");
    return message == null ? cause : Values.text(message);
  }

  private List<Map<String, Object>> remembered() {
    return JournalWords.ofReport(report).stream()
        .map(row -> Map.<String, Object>of("what", row.label(), "text", row.text()))
        .toList();
  }

  private String keyStore() {
    Map<?, ?> store = Values.object(report.get("keyStore"));
    return store.isEmpty()
        ? ""
        : "%s (%s), %s".formatted(store.get("name"), store.get("id"), Look.seen(report));
  }
}
