package io.keystoreconnector.statemachine;

import static io.keystoreconnector.statemachine.Lab.states;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.statemachine.ExecutionResult.Status;
import io.keystoreconnector.statemachine.time.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the definition for a fleet does with the ends of the runs that it has started. */
class ConnectFleetTest {

  private static final Path DEFINITION = Path.of("connect-fleet.asl.json");
  private static final Identity CHILD =
      new Identity("aws", "us-east-1", "123456789012", "connect-key-store");

  /** A run that ends as its request says. */
  private static final String RUN =
      states(
          """
          "A": {"Type": "Wait", "Seconds": "{% $states.input.seconds %}", "Next": "B"},
          "B": {"Type": "Choice", "Choices": [{"Condition": "{% $exists($states.input.error) %}", "Next": "F"}],
                "Default": "S"},
          "F": {"Type": "Fail", "Error": "{% $states.input.error %}", "Cause": "{% $states.input.cause %}"},
          "S": {"Type": "Succeed", "Output": "{% $states.input.report %}"}
          """);

  private final VirtualTime time = new VirtualTime(Lab.START);
  private final List<Execution> runs = new ArrayList<>();
  private final List<Duration> startedAt = new ArrayList<>();

  private static Map<String, Object> store(int number, Map<String, Object> request) {
    return Map.of(
        "keyStoreId", "cks-" + number,
        "name", "store-" + number,
        "waitSeconds", 0,
        "runName", "cks-" + number + "-run",
        "request", request);
  }

  private static Map<String, Object> connected(int seconds) {
    return Map.of("seconds", seconds, "report", Map.of("outcome", "CONNECTED", "message", "Fine."));
  }

  private static Map<String, Object> failed(String error, String cause) {
    return Map.of("seconds", 1, "error", error, "cause", cause);
  }

  private ExecutionResult run(Object... stores) throws IOException {
    return start(List.of(stores)).await();
  }

  private Execution start(List<?> stores) throws IOException {
    return start(
        payload ->
            Json.write(
                Map.of(
                    "action",
                    "Run",
                    "keyStores",
                    stores,
                    "notTried",
                    List.of(),
                    "notTriedInAll",
                    0,
                    "report",
                    Map.of("version", "1.2.3"))),
        CHILD.machineArn());
  }

  private Execution start(LambdaFunction check, String machine) throws IOException {
    TaskRunner lambda = new LambdaTasks(Map.of("Check", check));
    Runner alone = new Runner(time, lambda, new Random(1));
    NestedExecutions nested =
        new NestedExecutions(
            List.of(StateMachine.load(RUN, Map.of()).named(CHILD)),
            (which, name, input) -> {
              Execution run = alone.start(which, name, input);
              runs.add(run);
              startedAt.add(Duration.between(Lab.START, time.instant()));
              return run;
            });
    Map<String, String> names =
        Map.of("CheckFunction", "Check", "ConnectKeyStore", machine, "Partition", "aws");
    return new Runner(time, new StartExecutionTasks(nested, time, lambda), new Random(7))
        .start(
            StateMachine.load(Files.readString(DEFINITION), names),
            "fleet",
            Map.of("keyStores", List.of("*"), "callback", "a secret"));
  }

  @SuppressWarnings("unchecked") // JSON objects have string keys
  private static Map<String, Object> report(ExecutionResult result) {
    return (Map<String, Object>)
        requireNonNull(
            result.status() == Status.SUCCEEDED
                ? result.output()
                : Json.read(String.valueOf(result.cause())));
  }

  @SuppressWarnings("unchecked") // JSON objects have string keys
  private static Map<String, Object> theOneThatNeedsAPerson(ExecutionResult result) {
    List<?> all = (List<?>) requireNonNull(report(result).get("needsAPerson"));
    assertThat(all).hasSize(1);
    return (Map<String, Object>) requireNonNull(all.getFirst());
  }

  @Test
  void theReportHasTheReleaseThatTheCheckNamed() throws IOException {
    assertThat(report(run(store(1, connected(1))))).containsEntry("version", "1.2.3");
    assertThat(report(run(store(1, failed("E", "{}"))))).containsEntry("version", "1.2.3");
    assertThat(report(run("no key store")))
        .containsEntry("outcome", "STEP_FAILED")
        .containsEntry("version", "1.2.3");
  }

  @Test
  void everyStoreIsInOneListOfTheReport() throws IOException {
    ExecutionResult result =
        run(
            store(1, connected(1)),
            store(
                2,
                Map.of(
                    "seconds",
                    1,
                    "report",
                    Map.of("outcome", "LEFT_DISCONNECTED", "message", "Left."))),
            store(
                3,
                Map.of(
                    "seconds",
                    1,
                    "report",
                    Map.of("outcome", "DRY_RUN", "message", "Dry.", "next", "Connect"))));

    assertThat(result.status()).isEqualTo(Status.SUCCEEDED);
    assertThat(report(result))
        .containsEntry("outcome", "DONE")
        .containsEntry(
            "message",
            "Of 3 key stores, 1 is connected, 1 was left disconnected, 1 was only checked.")
        .containsEntry(
            "connected",
            List.of(
                Map.of(
                    "keyStoreId", "cks-1",
                    "name", "store-1",
                    "outcome", "CONNECTED",
                    "message", "Fine.",
                    "run", CHILD.executionArn("cks-1-run"))))
        .containsEntry("needsAPerson", List.of());
    assertThat(String.valueOf(report(result).get("planned"))).contains("next=Connect");
  }

  @Test
  void oneThatFailsStopsNoOtherAndIsNamedWithItsReasonMessageAndRun() throws IOException {
    ExecutionResult result =
        run(
            store(
                1,
                failed(
                    "NO_ACTIVE_HSM",
                    "{\"outcome\":\"NEEDS_A_PERSON\",\"reason\":\"NO_ACTIVE_HSM\",\"message\":\"No"
                        + " HSM: caf\u00e9.\",\"guidance\":\"Add one.\"}")),
            store(2, connected(600)));

    assertThat(result.error()).isEqualTo("KEY_STORES_NEED_A_PERSON");
    assertThat(report(result))
        .containsEntry("message", "Of 2 key stores, 1 is connected, 1 needs a person.");
    assertThat(theOneThatNeedsAPerson(result))
        .isEqualTo(
            Map.of(
                "keyStoreId", "cks-1",
                "name", "store-1",
                "outcome", "NEEDS_A_PERSON",
                "reason", "NO_ACTIVE_HSM",
                "message", "No HSM: café.",
                "run", CHILD.executionArn("cks-1-run")));
  }

  /** The report is JSON in a string of JSON, so each of its characters may be escaped twice. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "KMS said \"no\".",
        "C:\\folder\\ and \\\"",
        "A line,\nand\tanother \u0001.",
        "caf\u00e9 \ud83d\ude00 \u2028",
        "\\u0041 \\n"
      })
  void aMessageIsReadWithAllItsCharacters(String message) throws IOException {
    String report = Json.write(Map.of("message", message));
    ExecutionResult result =
        run(store(1, failed("E", report.replace("}", ",\"guidance\":\"No.\"}"))));

    assertThat(theOneThatNeedsAPerson(result))
        .containsEntry("reason", "E")
        .containsEntry("message", message);
  }

  /** As if AWS cut a cause that is too long; nothing there may stop the other runs. */
  @ParameterizedTest
  @CsvSource({
    "'{\"message\":\"No HSM.\",\"guid',      No HSM.",
    "'{\"message\":\"It said \\\"n',         'It said \"n'",
    "'{\"message\":\"It said \\',            'It said '",
    "'{\"message\":\"It said \\u00',         'It said '",
    "'{\"message\":\"',                      The run ended without a report.",
    "'{\"message\":17}',                     The run ended without a report.",
    "'{\"mess',                              The run ended without a report."
  })
  void aReportThatIsCutIsReadAsFarAsItGoes(String report, String message) throws IOException {
    ExecutionResult result = run(store(1, failed("E", report)), store(2, connected(1)));

    assertThat(theOneThatNeedsAPerson(result))
        .containsEntry("reason", "E")
        .containsEntry("message", message);
  }

  @Test
  void aRunWithoutAReportIsNamed() throws IOException {
    assertThat(theOneThatNeedsAPerson(run(store(1, failed("States.Runtime", "Oh.")))))
        .containsEntry("reason", "States.Runtime")
        .containsEntry("message", "The run ended without a report.");
  }

  @Test
  void aReportThatIsLongIsCutSoThatAllFitTogether() throws IOException {
    Object[] stores = new Object[40];
    for (int i = 0; i < stores.length; i++) {
      String message = "x".repeat(4_000);
      stores[i] =
          Map.of(
              "keyStoreId", "cks-1234567890abcde%02d".formatted(i),
              "name", "n".repeat(64),
              "waitSeconds", 0,
              "runName", "cks-1234567890abcde%02d-".formatted(i) + "r".repeat(58),
              "request", failed("CONNECTED_BUT_UNUSABLE", "{\"message\":\"" + message + "\"}"));
    }
    ExecutionResult result = run(stores);

    assertThat(String.valueOf(result.cause()).length()).isLessThan(32_768 - 20 * 250);
    assertThat((List<?>) report(result).get("needsAPerson")).hasSize(40);
  }

  @Test
  void aRunThatIsStoppedNeedsAPerson() throws IOException {
    Execution fleet = start(List.of(store(1, connected(600)), store(2, connected(1))));
    time.await(Lab.START.plusSeconds(60), () -> false);
    runs.getFirst().stop(null, null);

    ExecutionResult result = fleet.await();

    assertThat(theOneThatNeedsAPerson(result)).containsEntry("reason", "ABORTED");
    assertThat(report(result))
        .containsEntry("message", "Of 2 key stores, 1 is connected, 1 needs a person.");
  }

  @Test
  void aRunThatCannotBeStartedNeedsAPersonAndHasNoRun() throws IOException {
    ExecutionResult result =
        start(
                payload ->
                    Json.write(
                        Map.of(
                            "action", "Run",
                            "keyStores", List.of(store(1, connected(1))),
                            "notTried", List.of(),
                            "notTriedInAll", 0,
                            "report", Map.of())),
                CHILD.machineArn() + "-gone")
            .await();

    assertThat(theOneThatNeedsAPerson(result))
        .containsEntry("reason", "RUN_NOT_STARTED")
        .doesNotContainKey("run")
        .hasEntrySatisfying(
            "message",
            message ->
                assertThat(message.toString())
                    .startsWith(
                        "No run could be started: StepFunctions.StateMachineDoesNotExistException:"
                            + " State Machine"));
  }

  @Test
  void fiveRunsAreInProgressAtOnce() throws IOException {
    run(
        store(1, connected(100)),
        store(2, connected(200)),
        store(3, connected(200)),
        store(4, connected(200)),
        store(5, connected(200)),
        store(6, connected(100)));

    assertThat(startedAt).startsWith(Duration.ZERO).endsWith(Duration.ofSeconds(100));
    assertThat(Duration.between(Lab.START, time.instant())).isEqualTo(Duration.ofSeconds(200));
  }

  @Test
  void aRunBeginsWhenItsTurnHasCome() throws IOException {
    Map<String, @Nullable Object> later = new java.util.HashMap<>(store(1, connected(1)));
    later.put("waitSeconds", 8);
    run(later);

    assertThat(startedAt).containsExactly(Duration.ofSeconds(8));
  }

  @Test
  void whatWasNotTriedIsCounted() throws IOException {
    ExecutionResult result =
        start(
                payload ->
                    Json.write(
                        Map.of(
                            "action", "Run",
                            "keyStores", List.of(store(1, connected(1))),
                            "notTried", List.of(Map.of("keyStoreId", "cks-9")),
                            "notTriedInAll", 30,
                            "report", Map.of())),
                CHILD.machineArn())
            .await();

    assertThat(report(result))
        .containsEntry("message", "Of 31 key stores, 1 is connected, 30 were not tried.")
        .containsEntry("notTried", List.of(Map.of("keyStoreId", "cks-9")))
        .containsEntry("notTriedInAll", 30);
  }

  @Test
  void anActionThatItDoesNotKnowEndsTheFleetAndIsNamed() throws IOException {
    ExecutionResult result =
        start(
                payload ->
                    """
                    {"action": "Dance", "keyStores": [], "notTried": [], "notTriedInAll": 0, "report": {}}
                    """,
                CHILD.machineArn())
            .await();

    assertThat(result.error()).isEqualTo("UnknownAction");
    assertThat(String.valueOf(report(result).get("message"))).contains("does not know: Dance.");
  }

  @Test
  void theCallbackOfAStackReachesNoFunctionAndNoRun() throws IOException {
    List<String> payloads = new ArrayList<>();
    start(
            payload -> {
              payloads.add(payload);
              return """
              {"action": "InvalidRequest", "keyStores": [], "notTried": [], "notTriedInAll": 0, "report": {}}
              """;
            },
            CHILD.machineArn())
        .await();

    assertThat(payloads).singleElement().asString().doesNotContain("a secret");
  }
}
