package io.keystoreconnector.statemachine;

import static io.keystoreconnector.statemachine.Lab.state;
import static io.keystoreconnector.statemachine.Lab.states;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {
  private final Lab lab = new Lab();

  @Test
  void assignAndOutputBothSeeTheVariablesAsOnEntry() {
    String definition =
        states(
            """
            "A": {"Type": "Pass", "Assign": {"x": 1, "y": 10}, "Next": "B"},
            "B": {"Type": "Pass",
                  "Assign": {"x": "{% $x + 1 %}", "y": "{% $x %}"},
                  "Output": {"x": "{% $x %}", "y": "{% $y %}"}, "Next": "C"},
            "C": {"Type": "Pass",
                  "Output": ["{% $states.input %}", "{% $x %}", "{% $y %}"], "End": true}
            """);

    assertThat(lab.run(definition).output()).isEqualTo(List.of(Map.of("x", 1, "y", 10), 2, 1));
  }

  @Test
  void aVariableStaysUntilItIsSetAgain() {
    String definition =
        states(
            """
            "A": {"Type": "Pass", "Assign": {"x": 1, "y": 1}, "Next": "B"},
            "B": {"Type": "Pass", "Assign": {"y": 2}, "Next": "C"},
            "C": {"Type": "Pass", "Output": ["{% $x %}", "{% $y %}"], "End": true}
            """);

    assertThat(lab.run(definition).output()).isEqualTo(List.of(1, 2));
  }

  @Test
  void aVariableMayBeNull() {
    String definition =
        states(
            """
            "A": {"Type": "Pass", "Assign": {"x": null, "o": {"n": null}}, "Next": "B"},
            "B": {"Type": "Pass", "End": true,
                  "Output": ["{% $x %}", "{% $type($x) %}", "{% $o.n = null %}", "{% $exists($o.n) %}"]}
            """);

    assertThat(Json.write(lab.run(definition).output())).isEqualTo("[null,\"null\",true,true]");
  }

  @Test
  void aListOfOneStaysAList() {
    String definition =
        states(
            """
            "A": {"Type": "Pass", "Assign": {"one": "{% [$states.input.items[a > 1]] %}"}, "Next": "B"},
            "B": {"Type": "Pass", "Assign": {"again": "{% $one %}"}, "Next": "C"},
            "C": {"Type": "Pass", "Output": {"list": "{% $again %}", "size": "{% $count($again) %}"},
                  "End": true}
            """);
    Object input = Map.of("items", List.of(Map.of("a", 1), Map.of("a", 2)));

    assertThat(lab.run(definition, input).output())
        .isEqualTo(Map.of("list", List.of(Map.of("a", 2)), "size", 1));
  }

  @Test
  void whatAnExpressionBindsDoesNotOutliveIt() {
    String definition =
        states(
            """
            "A": {"Type": "Pass", "Output": "{% ($leak := 1; $leak) %}", "Next": "B"},
            "B": {"Type": "Pass", "Output": "{% $exists($leak) %}", "End": true}
            """);

    assertThat(lab.run(definition).output()).isEqualTo(false);
  }

  @Test
  void anExpressionThatYieldsNothingIsAnErrorThatTellsTheField() {
    ExecutionResult result =
        lab.run(state("\"Type\": \"Pass\", \"Output\": {\"a\": [\"{% $states.input.b %}\"]}"));

    assertThat(result.error()).isEqualTo("States.QueryEvaluationError");
    assertThat(result.cause())
        .isEqualTo(
            "An error occurred while executing the state 'A' (entered at the event id #2). The"
                + " JSONata expression '$states.input.b' specified for the field 'Output/a[0]'"
                + " returned nothing (undefined).");
    Map<String, ?> details = result.history().get(2).details();
    assertThat(details.get("location")).isEqualTo("Output/a[0]");
    assertThat(details.get("state")).isEqualTo("A");
  }

  @Test
  void theContextObjectTellsExecutionStateAndMachine() {
    String definition =
        states(
            """
            "A": {"Type": "Wait", "Seconds": 90, "Next": "B"},
            "B": {"Type": "Pass", "Output": "{% $states.context %}", "End": true}
            """);

    Object context = lab.run(definition, Map.of("in", 1)).output();

    assertThat(context)
        .isEqualTo(
            Json.read(
                """
                {"Execution": {
                   "Id": "arn:aws:states:us-east-1:123456789012:execution:StateMachine:run",
                   "Input": {"in": 1}, "Name": "run",
                   "RoleArn": "arn:aws:iam::123456789012:role/StateMachine",
                   "StartTime": "2026-11-23T03:00:00.000Z", "RedriveCount": 0},
                 "StateMachine": {
                   "Id": "arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine",
                   "Name": "StateMachine"},
                 "State": {"Name": "B", "EnteredTime": "2026-11-23T03:01:30.000Z"}}
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "Type": "Task", "Resource": "arn:aws:states:::lab:work"                                        | 1
          "Type": "Parallel", "Branches": [{"StartAt": "P", "States": {"P": {"Type": "Succeed"}}}]       | 1
          "Type": "Map", "Items": [], "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Succeed"}}} | 1
          "Type": "Pass"                                                                                 | 0
          "Type": "Wait", "Seconds": 1                                                                   | 0
          """)
  void onlyStatesWithRetriesCountThemInTheContextObject(String fields, int counts) {
    String output = ", \"Output\": \"{% $count($states.context.State.RetryCount) %}\"";

    assertThat(lab.run(state(fields + output)).output()).isEqualTo(counts);
  }

  @Test
  void nowAndMillisReadTheVirtualClock() {
    String definition =
        states(
            """
            "A": {"Type": "Wait", "Seconds": 60, "Next": "B"},
            "B": {"Type": "Pass", "Output": ["{% $now() %}", "{% $millis() %}"], "End": true}
            """);

    assertThat(lab.run(definition).output())
        .isEqualTo(List.of("2026-11-23T03:01:00.000Z", Lab.START.plusSeconds(60).toEpochMilli()));
  }

  /** A rule's own Assign goes with that rule, that of the state with Default, and never both. */
  @ParameterizedTest
  @CsvSource({"one,first,old", "two,old,second", "three,third,old"})
  void aChoiceAssignsWhatTheWayOutSays(String input, String x, String y) {
    String definition =
        states(
            """
            "A": {"Type": "Pass", "Assign": {"x": "old", "y": "old"}, "Next": "B"},
            "B": {"Type": "Choice",
                  "Choices": [
                    {"Condition": "{% $states.input = 'one' %}", "Assign": {"x": "first"}, "Next": "C"},
                    {"Condition": "{% $states.input = 'two' %}", "Assign": {"y": "second"}, "Next": "C"}],
                  "Assign": {"x": "{% $states.input = 'three' ? 'third' : $x %}"},
                  "Default": "C"},
            "C": {"Type": "Pass", "Output": ["{% $x %}", "{% $y %}"], "End": true}
            """);

    ExecutionResult result = lab.run(definition, input);

    assertThat(result.output()).isEqualTo(List.of(x, y));
    assertThat(result.history().stream().filter(e -> e.type().equals("ChoiceStateExited")))
        .singleElement()
        .extracting(e -> e.details().get("assignedVariables"))
        .asString()
        .hasSizeLessThan(20);
  }
}
