package io.keystoreconnector.emulator.service;

import static io.keystoreconnector.emulator.service.WorkflowBench.SFN;
import static io.keystoreconnector.emulator.service.WorkflowBench.START;
import static io.keystoreconnector.emulator.service.WorkflowBench.WAIT_AND_CALL;
import static io.keystoreconnector.emulator.service.WorkflowBench.machine;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.emulator.workflow.DeployedMachine;
import io.keystoreconnector.emulator.workflow.LambdaTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

/** What the end of an execution triggers. */
class WorkflowEventsTest {

  private final WorkflowBench bench = new WorkflowBench();
  private final List<Map<String, Object>> told = new ArrayList<>();

  private String run(String definition, String input) {
    DeployedMachine machine = bench.deploy("connect", definition);
    String arn =
        SFN.startExecution(r -> r.stateMachineArn(machine.arn()).name("run").input(input))
            .executionArn();
    bench.workflows.await();
    return arn;
  }

  private static Map<?, ?> detail(Map<String, Object> event) {
    return event.get("detail") instanceof Map<?, ?> detail ? detail : Map.of();
  }

  @Test
  void theEndIsToldInTheFormOfEventBridge() {
    bench.workflows.whenOneEnds(told::add, 1);

    String arn = run(WAIT_AND_CALL, "{\"a\":1}");

    assertThat(told).hasSize(1);
    assertThat(told.getFirst())
        .containsEntry("version", "0")
        .containsEntry("detail-type", "Step Functions Execution Status Change")
        .containsEntry("source", "aws.states")
        .containsEntry("account", "111122223333")
        .containsEntry("region", "eu-central-1")
        .containsEntry("time", "2026-11-23T03:01:00Z")
        .containsEntry("resources", List.of(arn))
        .containsKey("id");
    Map<String, @Nullable Object> detail = new LinkedHashMap<>();
    detail.put("executionArn", arn);
    detail.put("stateMachineArn", "arn:aws:states:eu-central-1:111122223333:stateMachine:connect");
    detail.put("name", "run");
    detail.put("status", "SUCCEEDED");
    detail.put("startDate", START.toEpochMilli());
    detail.put("stopDate", START.plusSeconds(60).toEpochMilli());
    detail.put("input", "{\"a\":1}");
    detail.put("inputDetails", Map.of("included", true));
    detail.put("output", "{\"a\":1}");
    detail.put("outputDetails", Map.of("included", true));
    detail.put("error", null);
    detail.put("cause", null);
    assertThat(detail(told.getFirst())).isEqualTo(detail);
  }

  @Test
  void aFailureIsToldWithErrorAndCauseAndWithoutOutput() {
    bench.workflows.whenOneEnds(told::add, 1);

    run(machine("'A': {'Type': 'Fail', 'Error': 'E', 'Cause': 'because'}"), "{}");

    Map<?, ?> detail = detail(told.getFirst());
    assertThat(detail.get("status")).isEqualTo("FAILED");
    assertThat(detail.get("error")).isEqualTo("E");
    assertThat(detail.get("cause")).isEqualTo("because");
    assertThat(detail.get("output")).isNull();
    assertThat(detail.get("outputDetails")).isNull();
  }

  /** The limit is on both together, escaped; the output stays longer than the input. */
  @ParameterizedTest
  @CsvSource({"126900, true, true", "127100, false, true", "254000, false, false"})
  void whatIsTooLargeForAnEventIsLeftOut(int size, boolean input, boolean output) {
    bench.workflows.whenOneEnds(told::add, 1);

    run(machine("'A': {'Type': 'Pass', 'End': true}"), "\"" + "x".repeat(size - 2) + "\"");

    Map<?, ?> detail = detail(told.getFirst());
    assertThat(detail.get("inputDetails")).isEqualTo(Map.of("included", input));
    assertThat(detail.get("input") != null).isEqualTo(input);
    assertThat(detail.get("outputDetails")).isEqualTo(Map.of("included", output));
    assertThat(detail.get("output") != null).isEqualTo(output);
  }

  @Test
  void anEventMayComeTwice() {
    bench.workflows.whenOneEnds(told::add, 2);

    run(WAIT_AND_CALL, "{}");

    assertThat(told).hasSize(2);
    assertThat(told.get(1)).isEqualTo(told.get(0));
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 0, 60", "1, 2, 0, 120", "2, 3, 0, 240", "9, 3, 1, 240"})
  void aFunctionThatFailsIsCalledTwiceMoreAndThenTheEventIsGivenUp(
      int failures, int calls, int deadLetters, int seconds) {
    List<String> payloads = new ArrayList<>();
    LambdaTarget target =
        new LambdaTarget(
            bench.time,
            payload -> {
              payloads.add(payload);
              if (payloads.size() <= failures) {
                throw new IllegalStateException("not now");
              }
              return "null";
            });
    bench.workflows.whenOneEnds(target, 1);

    run(WAIT_AND_CALL, "{}");

    assertThat(payloads).hasSize(calls);
    assertThat(target.failures()).hasSize(Math.min(failures, 3));
    assertThat(target.deadLetters()).hasSize(deadLetters);
    assertThat(bench.elapsed()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(JSON.std.mapFrom(payloads.getFirst())).containsEntry("source", "aws.states");
    assertThat(payloads.getFirst()).contains("\"error\":null");
  }
}
