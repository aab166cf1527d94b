package io.keystoreconnector.statemachine;

import static io.keystoreconnector.statemachine.Lab.states;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.statemachine.ExecutionResult.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MapAndParallelTest {
  private final Lab lab = new Lab();

  private static String map(String fields, String inner) {
    return """
    {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
      "A": {"Type": "Map", %s, "Next": "Z",
            "ItemProcessor": {"ProcessorConfig": {"Mode": "INLINE"}, "StartAt": "I", "States": {%s}}},
      "B": {"Type": "Pass", "Next": "Z"},
      "Z": {"Type": "Succeed"}}}
    """
        .formatted(fields, inner);
  }

  private static String parallel(String fields, String first, String second) {
    return """
    {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
      "A": {"Type": "Parallel", %s "Next": "Z", "Branches": [
             {"StartAt": "L", "States": {%s}}, {"StartAt": "R", "States": {%s}}]},
      "B": {"Type": "Pass", "Next": "Z"},
      "Z": {"Type": "Succeed"}}}
    """
        .formatted(fields, first, second);
  }

  @Test
  void mapRunsEachItemAndKeepsTheOrderOfTheItems() {
    String definition =
        map(
            "\"Items\": \"{% $states.input.seconds %}\"",
            """
            "I": {"Type": "Wait", "Seconds": "{% $states.input %}", "Next": "J"},
            "J": {"Type": "Pass", "Output": "{% $states.input * 10 %}", "End": true}
            """);

    ExecutionResult result = lab.run(definition, Map.of("seconds", List.of(3, 1, 2)));

    assertThat(result.output()).isEqualTo(List.of(30, 10, 20));
    assertThat(lab.elapsed()).isEqualTo(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @CsvSource({"1, 7", "2, 4", "0, 3", "'\"{% $states.input.most %}\"', 7"})
  void maxConcurrencyLimitsHowManyRunAtOnce(String most, int seconds) {
    String definition =
        map(
            "\"Items\": \"{% $states.input.seconds %}\", \"MaxConcurrency\": " + most,
            "\"I\": {\"Type\": \"Wait\", \"Seconds\": \"{% $states.input %}\", \"End\": true}");

    lab.run(definition, Map.of("seconds", List.of(3, 2, 2), "most", 1));

    assertThat(lab.elapsed()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void anInlineMapRunsFortyAtOnceAtMost() {
    String definition =
        map(
            "\"Items\": \"{% [1..41] %}\"",
            "\"I\": {\"Type\": \"Wait\", \"Seconds\": 1, \"End\": true}");

    lab.run(definition);

    assertThat(lab.elapsed()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void itemSelectorSeesTheItemAndTheStateInput() {
    String definition =
        map(
            """
            "Items": ["a", "b"],
            "ItemSelector": {"i": "{% $states.context.Map.Item.Index %}",
                             "v": "{% $states.context.Map.Item.Value %}", "all": "{% $states.input.n %}"}
            """,
            """
            "I": {"Type": "Pass", "End": true,
                  "Output": "{% $states.input.v & $states.input.i & $states.input.all & $states.context.Map.Item.Value %}"}
            """);

    assertThat(lab.run(definition, Map.of("n", 7)).output()).isEqualTo(List.of("a07a", "b17b"));
  }

  @Test
  void withoutItemsTheInputIsTheList() {
    String definition = map("\"Comment\": \"\"", "\"I\": {\"Type\": \"Succeed\"}");

    assertThat(lab.run(definition, List.of(1, 2)).output()).isEqualTo(List.of(1, 2));
    assertThat(lab.run(definition, List.of()).output()).isEqualTo(List.of());
    assertThat(lab.run(definition, Map.of()).error()).isEqualTo("States.QueryEvaluationError");
  }

  /** Recorded on AWS on 2024-11-19. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1        | number
          "string" | string
          true     | boolean
          null     | null
          {"a":1}  | object
          """)
  void itemsOfAnotherTypeAreNamedWithTheirValue(String json, String type) {
    String processor = "\"I\": {\"Type\": \"Succeed\"}";
    String start = "An error occurred while executing the state 'A' (entered at the event id #2). ";

    assertThat(
            lab.run(map("\"Items\": \"{% $states.input %}\"", processor), Json.read(json)).cause())
        .isEqualTo(
            start
                + ("The JSONata expression '$states.input' specified for the field 'Items' returned"
                       + " an unexpected result type. Expected 'array', but was '%s' for value: %s")
                    .formatted(type, json));
    ExecutionResult withoutItems = lab.run(map("\"Comment\": \"\"", processor), Json.read(json));
    assertThat(withoutItems.cause())
        .isEqualTo(start + "Map state input must be an array but was: " + json);
    assertThat(withoutItems.history().get(2).details()).doesNotContainKey("location");
  }

  @Test
  void parallelBranchesGetTheArgumentsAndTheirOutputsAreAList() {
    String definition =
        parallel(
            "\"Arguments\": {\"x\": \"{% $states.input.n + 1 %}\"},",
            "\"L\": {\"Type\": \"Pass\", \"Output\": \"{% $states.input.x %}\", \"End\": true}",
            "\"R\": {\"Type\": \"Pass\", \"End\": true}");

    assertThat(lab.run(definition, Map.of("n", 1)).output()).isEqualTo(List.of(2, Map.of("x", 2)));
  }

  @Test
  void branchesGetACopyOfTheVariables() {
    String definition =
        states(
            """
            "A": {"Type": "Pass", "Assign": {"x": 1}, "Next": "P"},
            "P": {"Type": "Parallel", "Next": "Z", "Branches": [
              {"StartAt": "L", "States": {
                 "L": {"Type": "Pass", "Assign": {"x": 2, "y": 3}, "Next": "L2"},
                 "L2": {"Type": "Pass", "Output": "{% $x %}", "End": true}}},
              {"StartAt": "R", "States": {
                 "R": {"Type": "Wait", "Seconds": 9, "Next": "R2"},
                 "R2": {"Type": "Pass", "Output": ["{% $x %}", "{% $exists($y) %}"], "End": true}}}]},
            "Z": {"Type": "Pass", "End": true,
                  "Output": ["{% $states.input %}", "{% $x %}", "{% $exists($y) %}"]}
            """);

    assertThat(lab.run(definition).output())
        .isEqualTo(List.of(List.of(2, List.of(1, false)), 1, false));
  }

  @Test
  void theFirstBranchThatFailsEndsTheOthersAtOnce() {
    String definition =
        parallel(
            "",
            "\"L\": {\"Type\": \"Wait\", \"Seconds\": 100, \"End\": true}",
            """
            "R": {"Type": "Wait", "Seconds": 1, "Next": "F"},
            "F": {"Type": "Fail", "Error": "E", "Cause": "c"}
            """);

    ExecutionResult result = lab.run(definition);

    assertThat(result.error()).isEqualTo("E");
    assertThat(result.cause()).isEqualTo("c");
    assertThat(lab.elapsed()).isEqualTo(Duration.ofSeconds(1));
    assertThat(Lab.types(result))
        .endsWith("FailStateEntered", "WaitStateAborted", "ParallelStateFailed", "ExecutionFailed");
  }

  @Test
  void aFailedIterationFailsTheMapWhichCanBeRetriedAndCaught() {
    lab.fails("E", null).fails("E", "last");
    String definition =
        map(
            """
            "Items": [1], "Retry": [{"ErrorEquals": ["E"], "MaxAttempts": 1}],
            "Catch": [{"ErrorEquals": ["E"], "Next": "B"}]
            """,
            "\"I\": {\"Type\": \"Task\", \"Resource\": \"" + Lab.RESOURCE + "\", \"End\": true}");

    ExecutionResult result = lab.run(definition);

    assertThat(lab.calls).hasSize(2);
    assertThat(result.output()).isEqualTo(Map.of("Error", "E", "Cause", "last"));
    assertThat(result.path()).containsExactly("A", "I", "I", "B", "Z");
  }

  @Test
  void theMachinesTimeoutEndsBranchesToo() {
    String definition =
        parallel(
                "",
                "\"L\": {\"Type\": \"Wait\", \"Seconds\": 100, \"End\": true}",
                "\"R\": {\"Type\": \"Wait\", \"Seconds\": 100, \"End\": true}")
            .replace("\"StartAt\": \"A\"", "\"TimeoutSeconds\": 10, \"StartAt\": \"A\"");

    ExecutionResult result = lab.run(definition);

    assertThat(result.status()).isEqualTo(Status.TIMED_OUT);
    assertThat(lab.elapsed()).isEqualTo(Duration.ofSeconds(10));
  }
}
