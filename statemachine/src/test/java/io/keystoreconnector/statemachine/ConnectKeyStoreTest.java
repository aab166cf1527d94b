package io.keystoreconnector.statemachine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.statemachine.time.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the definition does with answers that the functions of its own version never give. */
class ConnectKeyStoreTest {

  private static final Path DEFINITION = Path.of("connect-key-store.asl.json");

  @Test
  void anActionThatItDoesNotKnowEndsTheRunAndIsNamed() throws IOException {
    ExecutionResult result =
        run(
            """
            {"action": "Dance", "act": {}, "progress": {}, "waitSeconds": 5, "lastLook": 0,
             "keyStoreId": "cks-1", "journal": {}, "proof": {}, "write": {},
             "report": {"outcome": "IN_PROGRESS", "message": "old", "attempts": 2}}
            """);

    assertThat(result.error()).isEqualTo("UnknownAction");
    assertThat(Json.read(String.valueOf(result.cause())))
        .isEqualTo(
            Map.of(
                "outcome", "STEP_FAILED",
                "reason", "UnknownAction",
                "message",
                    "The functions decided on an action that this state machine does not know:"
                        + " Dance.",
                "guidance", "Deploy the functions and the state machine from the same version.",
                "runbook", "docs/runbook.md#a-step-failed",
                "attempts", 2));
  }

  @Test
  void anErrorOfAStepIsToldInAThousandCharacters() throws IOException {
    String message = "x".repeat(40_000);
    ExecutionResult result =
        run(
            payload -> {
              throw new IllegalStateException(message);
            });

    assertThat(result.error()).isEqualTo("IllegalStateException");
    assertThat(result.cause())
        .contains("\"" + message.substring(0, 1_000) + ". The last check before that:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "He said \"no\", and \"}\" as well.",
        "Two\nlines\r\n\tand a tab.",
        "C:\\dir\\new \\\" \\u0041.",
        "\uD83D\uDE80 caf\u00E9 \u2028 \u0001.",
        "\"errorMessage\":\"not this\"."
      })
  void anErrorOfAStepIsToldAsItWasSaid(String message) throws IOException {
    ExecutionResult result =
        run(
            payload -> {
              throw new IllegalStateException(message);
            });

    assertThat(report(result))
        .containsEntry("message", message + " The last check before that: No check succeeded.");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void anErrorWithoutAMessageIsNamed(@Nullable String message) throws IOException {
    ExecutionResult result =
        run(
            payload -> {
              throw new IllegalStateException(message);
            });

    assertThat(report(result))
        .containsEntry(
            "message",
            "A step failed with IllegalStateException, without a message. The last check before"
                + " that: No check succeeded.");
  }

  @Test
  void aCheckThatKeepsFailingIsNamedWithWhatItSaid() throws IOException {
    ExecutionResult result =
        run(
            payload -> {
              throw new TaskFailed(
                  "io.keystoreconnector.handlers.ServiceUnavailable",
                  "{\"errorMessage\": \"kms:DescribeCustomKeyStores got no usable answer: the"
                      + " \\\"answer\\\" took too long.\"}");
            });

    assertThat(result.error()).isEqualTo("OUT_OF_TIME");
    assertThat(report(result))
        .containsEntry(
            "message",
            "The window is over, and there was no time for another check. No check succeeded. The"
                + " last check failed with ServiceUnavailable: kms:DescribeCustomKeyStores got no"
                + " usable answer: the \"answer\" took too long.");
  }

  @SuppressWarnings("unchecked") // JSON objects have string keys
  private static Map<String, Object> report(ExecutionResult result) {
    return (Map<String, Object>) requireNonNull(Json.read(String.valueOf(result.cause())));
  }

  private static ExecutionResult run(String decision) throws IOException {
    return run(payload -> decision);
  }

  private static ExecutionResult run(LambdaFunction check) throws IOException {
    Map<String, String> names =
        Map.of(
            "CheckFunction", "Check",
            "ConnectFunction", "Connect",
            "DisconnectFunction", "Disconnect",
            "UpdateFunction", "Update",
            "AddHsmFunction", "AddHsm",
            "JournalTable", "journal",
            "Partition", "aws");
    return new Runner(
            new VirtualTime(Lab.START),
            new DynamoDbTasks(
                (action, arguments) -> Map.of(), new LambdaTasks(Map.of("Check", check))),
            new Random(7))
        .run(
            StateMachine.load(Files.readString(DEFINITION), names),
            "run",
            Map.of("customKeyStoreId", "cks-1"));
  }
}
