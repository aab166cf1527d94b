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
 * @param input what it was started with; may have the callback in it, so that it never shows itself
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

  /** Not at its end yet, or about to go on. */
  boolean goesOn() {
    return status.equals("RUNNING") || status.equals("PENDING_REDRIVE");
  }

  /** The input, if it is an object. */
  JSONObject request() {
    return Json.object(input).orElseGet(JSONObject::new);
  }

  /** Whom to answer, if this run was started for a stack and its callback is whole. */
  Optional<Callback> callback() {
    return Callback.of(request().optJSONObject(Callback.FIELD));
  }

  /** Whether it was started for a stack, even if nobody can be answered. */
  boolean forAStack() {
    return request().has(Callback.FIELD);
  }

  /** What it told at its end, if it could. */
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
