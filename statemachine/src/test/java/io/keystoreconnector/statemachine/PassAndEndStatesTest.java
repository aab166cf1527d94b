package io.keystoreconnector.statemachine;

import static io.keystoreconnector.statemachine.Lab.state;
import static io.keystoreconnector.statemachine.Lab.states;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.statemachine.ExecutionResult.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassAndEndStatesTest {
  private final Lab lab = new Lab();

  @Test
  void passHandsItsInputOn() {
    ExecutionResult result = lab.run(state("\"Type\": \"Pass\""), Map.of("a", 1));

    assertThat(result.status()).isEqualTo(Status.SUCCEEDED);
    assertThat(result.output()).isEqualTo(Map.of("a", 1));
  }

  @Test
  void outputReplacesTheInput() {
    String pass =
        """
        "Type": "Pass", "Output": {"sum": "{% $states.input.a + 1 %}", "plain": [1, "x", null]}
        """;

    assertThat(Json.write(lab.run(state(pass), Map.of("a", 1)).output()))
        .isEqualTo("{\"sum\":2,\"plain\":[1,\"x\",null]}");
  }

  @Test
  void succeedEndsWithItsOutput() {
    String succeed = "\"A\": {\"Type\": \"Succeed\", \"Output\": \"{% $states.input.a %}\"}";

    ExecutionResult result = lab.run(states(succeed), Map.of("a", List.of(1)));

    assertThat(result.output()).isEqualTo(List.of(1));
  }

  @Test
  void failReportsErrorAndCauseFromExpressions() {
    String fail =
        """
        "A": {"Type": "Fail", "Error": "Broken", "Cause": "{% 'because ' & $states.input.why %}"}
        """;

    ExecutionResult result = lab.run(states(fail), Map.of("why", "of it"));

    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(result.error()).isEqualTo("Broken");
    assertThat(result.cause()).isEqualTo("because of it");
    assertThat(result.output()).isNull();
  }

  @Test
  void failWithoutErrorReportsNone() {
    ExecutionResult result = lab.run(states("\"A\": {\"Type\": \"Fail\"}"));

    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(result.error()).isNull();
    assertThat(result.cause()).isNull();
    assertThat(result.history().getLast().details()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Error, 256", "Cause, 32768"})
  void failTakesNoLongerTextsThanTheServiceShows(String field, int longest) {
    ExecutionResult fits = lab.run(fail(field, longest));
    assertThat(field.equals("Error") ? fits.error() : fits.cause()).isEqualTo("x".repeat(longest));
    ExecutionResult result = lab.run(fail(field, longest + 1));
    assertThat(result.error()).isEqualTo("States.QueryEvaluationError");
    assertThat(result.cause()).contains(field, String.valueOf(longest));
  }

  private static String fail(String field, int length) {
    return states(
        "\"A\": {\"Type\": \"Fail\", \"%s\": \"%s\"}".formatted(field, "x".repeat(length)));
  }

  @Test
  void aCauseThatIsNotTextIsAnError() {
    ExecutionResult result =
        lab.run(states("\"A\": {\"Type\": \"Fail\", \"Cause\": \"{% {'a': 1} %}\"}"));

    assertThat(result.error()).isEqualTo("States.QueryEvaluationError");
  }
}
