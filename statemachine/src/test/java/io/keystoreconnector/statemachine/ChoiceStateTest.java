package io.keystoreconnector.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoiceStateTest {
  private final Lab lab = new Lab();

  private static String choice(String more) {
    return Lab.states(
        """
        "A": {"Type": "Choice", "Choices": [
               {"Condition": "{%% $states.input.n > 10 %%}", "Next": "Big",
                "Assign": {"said": "big"}, "Output": {"was": "{%% $states.input.n %%}"}},
               {"Condition": "{%% $states.input.n > 5 %%}", "Next": "Medium", "Assign": {"said": "medium"}}
             ] %s},
        "Big": {"Type": "Pass", "Output": ["{%% $said %%}", "{%% $states.input %%}"], "End": true},
        "Medium": {"Type": "Pass", "Output": ["{%% $said %%}", "{%% $states.input %%}"], "End": true},
        "Small": {"Type": "Pass", "Output": ["{%% $said %%}", "{%% $states.input %%}"], "End": true}
        """
            .formatted(more));
  }

  @ParameterizedTest
  @CsvSource({
    "11, Big, big, '{\"was\":11}'",
    "6, Medium, medium, '{\"n\":6}'",
    "1, Small, small, 1"
  })
  void takesTheFirstRuleThatHoldsWithItsOwnAssignAndOutput(
      int n, String state, String said, String output) {
    String definition =
        choice(
            """
            , "Default": "Small", "Assign": {"said": "small"}, "Output": "{% $states.input.n %}"
            """);

    ExecutionResult result = lab.run(definition, Map.of("n", n));

    assertThat(result.path()).isEqualTo(List.of("A", state));
    assertThat(Json.write(result.output())).isEqualTo("[\"%s\",%s]".formatted(said, output));
  }

  @Test
  void aRuleThatHoldsNeedsNoDefault() {
    assertThat(lab.run(choice(""), Map.of("n", 11)).path()).containsExactly("A", "Big");
  }

  @Test
  void noRuleAndNoDefaultIsAnError() {
    ExecutionResult result = lab.run(choice(""), Map.of("n", 1));

    assertThat(result.error()).isEqualTo("States.NoChoiceMatched");
    assertThat(result.cause())
        .isEqualTo(
            "An error occurred while executing the state 'A' (entered at the event id #2). Failed"
                + " to transition out of the state. The state does not point to a next state.");
  }

  @Test
  void aConditionMustBeTrueOrFalse() {
    String definition =
        Lab.states(
            """
            "A": {"Type": "Choice", "Choices": [{"Condition": "{% 1 %}", "Next": "B"}], "Default": "B"},
            "B": {"Type": "Succeed"}
            """);

    assertThat(lab.run(definition).error()).isEqualTo("States.QueryEvaluationError");
  }
}
