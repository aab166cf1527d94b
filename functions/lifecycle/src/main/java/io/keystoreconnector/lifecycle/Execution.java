package io.keystoreconnector.lifecycle;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/**
 * A run as Step Functions describes it.
 *
 * @param status RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED
 * @param input what it was started with; it may contain the callback, so it is never printed
 */
record Execution(
    String arn,
    String stateMachineArn,
    String status,
    Instant startedAt,
    Instant endedAt,
    @Nullable String input,
    @Nullable String output,
    @Nullable String error,
    @Nullable String cause) {

  static Execution of(DescribeExecutionResponse described) {
    Instant start = Objects.requireNonNullElse(described.startDate(), Instant.EPOCH);
    return new Execution(
        described.executionArn(),
        described.stateMachineArn(),
        String.valueOf(described.statusAsString()),
        start,
        Objects.requireNonNullElse(described.stopDate(), start),
        described.input(),
        described.output(),
        described.error(),
        described.cause());
  }

  /** Not ended yet, or about to continue. */
  boolean goesOn() {
    return status.equals("RUNNING") || status.equals("PENDING_REDRIVE");
  }

  /** The input, if it is an object. */
  JSONObject request() {
    return Json.object(input).orElseGet(JSONObject::new);
  }

  /** Where to answer, if this run was started for a stack and its callback is complete. */
  Optional<Callback> callback() {
    return Callback.of(request().optJSONObject(Callback.FIELD));
  }

  /** Whether it was started for a stack, even if it cannot be answered. */
  boolean forAStack() {
    return request().has(Callback.FIELD);
  }

  /** Its report, if it left one. */
  Optional<JSONObject> report() {
    return switch (status) {
      case "SUCCEEDED" -> Json.object(output);
      case "FAILED" -> Json.object(cause);
      default -> Optional.empty();
    };
  }

  @Override
  public String toString() {
    return "Execution[" + arn + ", " + status + "]";
  }
}
