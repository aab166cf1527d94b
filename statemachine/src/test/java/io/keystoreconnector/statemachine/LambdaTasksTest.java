package io.keystoreconnector.statemachine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LambdaTasksTest {
  static final class Nested extends RuntimeException {
    private static final long serialVersionUID = 1;

    Nested(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private final LambdaTasks tasks =
      new LambdaTasks(
          Map.of(
              "echo", payload -> payload,
              "arn:aws:lambda:eu-west-1:1:function:exact", payload -> "1",
              "broken", payload -> "not JSON",
              "throws",
                  payload -> {
                    throw new Nested("message", new IllegalStateException("below"));
                  }));

  private Object run(Map<String, ?> arguments) throws TaskFailed {
    return tasks.run("arn:aws:states:::lambda:invoke", arguments);
  }

  private TaskFailed failure(Map<String, ?> arguments) {
    return Objects.requireNonNull(catchThrowableOfType(TaskFailed.class, () -> run(arguments)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo",
        "arn:aws:lambda:eu-west-1:1:function:echo",
        "arn:aws:lambda:eu-west-1:1:function:echo:live"
      })
  void answersAsTheOptimisedIntegrationDoes(String name) throws TaskFailed {
    assertThat(run(Map.of("FunctionName", name, "Payload", Map.of("a", 1))))
        .isEqualTo(
            Map.of("StatusCode", 200, "ExecutedVersion", "$LATEST", "Payload", Map.of("a", 1)));
  }

  @Test
  void findsAFunctionByItsArn() throws TaskFailed {
    assertThat(run(Map.of("FunctionName", "arn:aws:lambda:eu-west-1:1:function:exact")))
        .asString()
        .contains("Payload=1");
  }

  @Test
  void anUnknownFunctionIsLambdasOwnError() {
    assertThat(failure(Map.of("FunctionName", "nobody")).error())
        .isEqualTo("Lambda.ResourceNotFoundException");
  }

  @Test
  void aThrownExceptionBecomesAnErrorOfItsClassNameWithTheDescriptionThatLambdaGives() {
    TaskFailed failure = failure(Map.of("FunctionName", "throws"));

    assertThat(failure.error())
        .isEqualTo("io.keystoreconnector.statemachine.LambdaTasksTest$Nested");
    assertThat(failure.reason())
        .startsWith(
            "{\"errorMessage\":\"message\",\"errorType\":\"io.keystoreconnector.statemachine.LambdaTasksTest$Nested\",\"stackTrace\":[\"")
        .contains("\"cause\":{\"errorMessage\":\"below\",");
  }

  @Test
  void anAnswerThatIsNotJsonIsAnErrorThatNothingCatches() {
    assertThat(failure(Map.of("FunctionName", "broken")).error()).isEqualTo("States.Runtime");
  }

  @Test
  void anotherResourceIsAMistake() {
    assertThatThrownBy(() -> tasks.run("arn:aws:states:::sqs:sendMessage", Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
