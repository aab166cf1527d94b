package io.keystoreconnector.statemachine;

import static io.keystoreconnector.statemachine.Lab.states;
import static io.keystoreconnector.statemachine.Lab.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.statemachine.ExecutionResult.Status;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskStateTest {
  private final Lab lab = new Lab();

  @Test
  void argumentsGoInAndTheResultComesOut() {
    lab.answers(Map.of("b", 2));

    ExecutionResult result =
        lab.run(task(", \"Arguments\": {\"a\": \"{% $states.input.n %}\"}"), Map.of("n", 1));

    assertThat(lab.calls).containsExactly(Map.of("a", 1));
    assertThat(result.output()).isEqualTo(Map.of("b", 2));
  }

  @Test
  void withoutArgumentsTheInputGoesIn() {
    lab.run(task(""), Map.of("n", 1));

    assertThat(lab.calls).containsExactly(Map.of("n", 1));
  }

  @Test
  void outputAndAssignSeeInputAndResult() {
    lab.answers(2);
    String definition =
        states(
            """
            "A": {"Type": "Task", "Resource": "arn:aws:states:::lab:work", "Next": "B",
                  "Assign": {"kept": "{% $states.result * 10 %}"},
                  "Output": "{% $states.result + $states.input.n %}"},
            "B": {"Type": "Pass", "Output": ["{% $states.input %}", "{% $kept %}"], "End": true}
            """);

    assertThat(lab.run(definition, Map.of("n", 1)).output()).asString().isEqualTo("[3, 20]");
  }

  @Test
  void aResultMayBeNull() {
    lab.answers(null);

    ExecutionResult result = lab.run(task(", \"Output\": {\"r\": \"{% $states.result %}\"}"));

    assertThat(Json.write(result.output())).isEqualTo("{\"r\":null}");
  }

  @Test
  void anErrorEndsTheExecutionWithNameAndCause() {
    lab.fails("Throttled", "too fast");

    ExecutionResult result = lab.run(task(""));

    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(result.error()).isEqualTo("Throttled");
    assertThat(result.cause()).isEqualTo("too fast");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "\"{% $states.input.limit %}\""})
  void aTaskThatTakesLongerThanItsTimeoutFailsAlthoughItTookEffect(String timeout) {
    lab.answersAfter(Duration.ofMillis(5001), "done");

    ExecutionResult result = lab.run(task(", \"TimeoutSeconds\": " + timeout), Map.of("limit", 5));

    assertThat(lab.calls).hasSize(1);
    assertThat(result.error()).isEqualTo("States.Timeout");
    assertThat(result.cause()).isNull();
    assertThat(Lab.types(result))
        .endsWith("TaskScheduled", "TaskStarted", "TaskTimedOut", "ExecutionFailed");
  }

  @Test
  void aTaskThatTakesExactlyItsTimeoutSucceeds() {
    lab.answersAfter(Duration.ofSeconds(5), "done");

    assertThat(lab.run(task(", \"TimeoutSeconds\": 5")).output()).isEqualTo("done");
  }

  @Test
  void aTaskThatWaitsPastItsTimeoutIsGivenUpAtThatMomentAndEndsLater() {
    lab.on(
        Map.of(),
        (resource, arguments) -> {
          lab.time.await(Lab.START.plusSeconds(60), () -> false);
          return "late";
        });

    ExecutionResult result = lab.run(task(", \"TimeoutSeconds\": 5"));

    assertThat(result.error()).isEqualTo("States.Timeout");
    assertThat(lab.elapsed()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aMistakeInTheTaskRunnerIsNotAnErrorOfTheWorkflow() {
    lab.on(
        Map.of(),
        (resource, arguments) -> {
          throw new IllegalArgumentException("a bug");
        });

    assertThatThrownBy(() -> lab.run(task("")))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("a bug");
  }
}
