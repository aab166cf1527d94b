package io.keystoreconnector.lifecycle;

import java.util.Arrays;
import java.util.Optional;
import org.json.JSONObject;

/** How a run can end, as far as anybody outside is concerned. */
enum RunEnd {
  CONNECTED("SUCCEEDED"),
  LEFT_DISCONNECTED("SUCCEEDED"),
  DRY_RUN("SUCCEEDED"),
  NEEDS_A_PERSON("FAILED"),
  INVALID_REQUEST("FAILED"),
  STEP_FAILED("FAILED"),
  /** It ended by itself, but what it left cannot be read as a report. */
  NO_REPORT("FAILED"),
  TIMED_OUT("TIMED_OUT"),
  ABORTED("ABORTED");

  private final String status;

  RunEnd(String status) {
    this.status = status;
  }

  /** The end of an execution: what its report says, if that goes with its status. */
  static RunEnd of(Execution execution) {
    String reported = execution.report().map(report -> report.optString("outcome")).orElse("");
    Optional<RunEnd> end =
        Arrays.stream(values())
            .filter(any -> any.status.equals(execution.status()))
            .filter(any -> any.name().equals(reported) || any.tellsNothing())
            .findFirst();
    return end.orElse(NO_REPORT);
  }

  private boolean tellsNothing() {
    return this == TIMED_OUT || this == ABORTED;
  }

  /** Whether the report of such a run can be relied on. */
  boolean hasReport() {
    return !tellsNothing() && this != NO_REPORT;
  }

  /** The report's reader, so that no other status's report is taken for it. */
  JSONObject report(Execution execution) {
    return hasReport() ? execution.report().orElseGet(JSONObject::new) : new JSONObject();
  }

  /** The run did what it was asked to. */
  boolean succeeded() {
    return this == CONNECTED || this == LEFT_DISCONNECTED || this == DRY_RUN;
  }
}
