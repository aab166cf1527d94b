package io.keystoreconnector.lifecycle;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;

/** Step Functions with some runs of one state machine, an hour apart, the newest first. */
final class Runs {

  static final String MACHINE = "arn:aws:states:eu-central-1:111122223333:stateMachine:m";
  static final String STORE = "cks-1234567890abcdef0";
  static final Instant START = Instant.parse("2026-11-23T03:00:00Z");

  final SfnClient stepFunctions = mock(SfnClient.class);
  private final Map<String, DescribeExecutionResponse> runs = new HashMap<>();
  private final List<ExecutionListItem> list = new ArrayList<>();

  Runs() {
    when(stepFunctions.describeExecution(any(DescribeExecutionRequest.class)))
        .thenAnswer(call -> runs.get(call.<DescribeExecutionRequest>getArgument(0).executionArn()));
    when(stepFunctions.listExecutions(any(ListExecutionsRequest.class)))
        .thenAnswer(call -> ListExecutionsResponse.builder().executions(list).build());
  }

  /**
   * Adds a run that is an hour older than the one before.
   *
   * @param tells the report, if the run has one
   */
  String add(String status, JSONObject input, @Nullable JSONObject tells) {
    return add(status, input, tells, "States.Runtime");
  }

  /** The same with the error of a run that fails. */
  String add(String status, JSONObject input, @Nullable JSONObject tells, String error) {
    return add(status, input, error, tells == null ? null : tells.toString());
  }

  /** The same for a run whose cause is not a report. */
  String addWithoutReport(
      String status, JSONObject input, @Nullable String error, @Nullable String cause) {
    return add(status, input, error, cause);
  }

  private String add(
      String status, JSONObject input, @Nullable String error, @Nullable String text) {
    String arn =
        "arn:aws:states:eu-central-1:111122223333:execution:m:run-%d".formatted(list.size());
    boolean ended = !status.equals("RUNNING");
    Instant start = START.minusSeconds(3600L * list.size());
    DescribeExecutionResponse.Builder run =
        DescribeExecutionResponse.builder()
            .executionArn(arn)
            .stateMachineArn(MACHINE)
            .status(status)
            .startDate(start)
            .stopDate(ended ? start.plusSeconds(300) : null)
            .input(input.toString());
    runs.put(
        arn,
        status.equals("SUCCEEDED")
            ? run.output(text).build()
            : run.error(error).cause(text).build());
    list.add(
        ExecutionListItem.builder()
            .executionArn(arn)
            .status(status)
            .stopDate(ended ? start.plusSeconds(300) : null)
            .build());
    return arn;
  }

  static JSONObject input() {
    return new JSONObject(Map.of("customKeyStoreId", STORE));
  }

  /** A report as the functions write it: DecisionJson. */
  static JSONObject report(String outcome, String connectionState) {
    return new JSONObject(
        """
        {"outcome": "%s", "message": "It is so.", "attempts": 2, "maxAttempts": 3,
         "keyStore": {"id": "%s", "name": "payments", "type": "AWS_CLOUDHSM",
                      "connectionState": "%s"},
         "failures": [{"code": "INTERNAL_ERROR", "at": "2026-11-23T03:01:00Z"}],
         "actions": [], "warnings": [], "elapsedSeconds": 290}
        """
            .formatted(outcome, STORE, connectionState));
  }

  static JSONObject needsAPerson() {
    return report("NEEDS_A_PERSON", "FAILED")
        .put("reason", "INVALID_CREDENTIALS")
        .put("guidance", "Set the password anew.")
        .put("runbook", "docs/runbook.md#invalid_credentials");
  }
}
