package io.keystoreconnector.lifecycle;

import java.util.Arrays;
import java.util.Optional;
import org.json.JSONObject;

/** How a run can end, as seen from outside. */
enum RunEnd {
  CONNECTED("SUCCEEDED"),
  LEFT_DISCONNECTED("SUCCEEDED"),
  DRY_RUN("SUCCEEDED"),
  NEEDS_A_PERSON("FAILED"),
  INVALID_REQUEST("FAILED"),
  STEP_FAILED("FAILED"),
  /** It ended by itself, but its output is not a readable report. */
  NO_REPORT("FAILED"),
  TIMED_OUT("TIMED_OUT"),
  ABORTED("ABORTED");

  private final String status;

  RunEnd(String status) {
    this.status = status;
  }

  /** The end of an execution: what its report says, if that matches its status. */
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

  /** Whether the report of such a run can be trusted. */
  boolean hasReport() {
    return !tellsNothing() && this != NO_REPORT;
  }

  /** The run's report; an empty one if it cannot be trusted. */
  JSONObject report(Execution execution) {
    return hasReport() ? execution.report().orElseGet(JSONObject::new) : new JSONObject();
  }

  /** The run did what was requested. */
  boolean succeeded() {
    return this == CONNECTED || this == LEFT_DISCONNECTED || this == DRY_RUN;
  }
}
