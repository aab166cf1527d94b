package io.keystoreconnector.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keystoreconnector.runs.json.JsonTree;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.HistoryEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunHistoryTest {

  private static final Instant START = Instant.parse("2026-01-15T03:00:00Z");
  private static final Map<String, Object> LAMBDA = Map.of("resourceType", "lambda");
  private static final Map<String, Object> JOURNAL = Map.of("resourceType", "dynamodb");

  @Test
  void readsWhatARunSawAndDid() {
    RunHistory history = RunHistory.of(wholeRun());

    assertThat(history.steps())
        .extracting(Step::atMillis, Step::state, Step::isLook, Step::isAct)
        .containsExactly(
            tuple(2_000L, "Find key store", false, false),
            tuple(4_000L, "Recall", false, false),
            tuple(6_000L, StateNames.LOOK, true, false),
            tuple(9_000L, "Connect", false, true));
    assertThat(history.lastLook()).get().extracting(Look::action).isEqualTo("Connect");
    assertThat(history.input().text("customKeyStoreName")).isEqualTo("payments");
    assertThat(history.lastState()).isEqualTo("Connected");
    assertThat(history.report().outcome()).isEqualTo("CONNECTED");
  }

  @Test
  void countsStatesAndRetriesAsTransitionsAndFunctionsAsCalls() {
    RunHistory history = RunHistory.of(wholeRun());

    assertThat(history.transitions()).isEqualTo(6);
    assertThat(history.functionCalls()).isEqualTo(4);
  }

  @Test
  void aStateThatHasNotCalledYetIsATransitionAlready() {
    List<HistoryEvent> events =
        List.of(event(0, "ExecutionStarted", Map.of()), entered(1, "Connect"));

    assertThat(RunHistory.of(events).transitions()).isEqualTo(1);
  }

  @Test
  void growsAndEndsAsTheRunnerTellsIt() {
    List<HistoryEvent> events = wholeRun();
    RunHistory begun = RunHistory.of(events.subList(0, 5));
    assertThat(begun.end()).isEmpty();
    assertThat(begun.result()).isEmpty();

    RunHistory ended = begun.plus(events.subList(5, events.size()));
    assertThat(ended).isEqualTo(RunHistory.of(events)).isEqualTo(ended.plus(List.of()));
    ExecutionResult result = ended.result().orElseThrow();
    assertThat(result.status()).isEqualTo(ExecutionResult.Status.SUCCEEDED);
    assertThat(result.output()).isEqualTo(Map.of("outcome", "CONNECTED"));
    assertThat(result.history()).isEqualTo(events);
    assertThat(result.path())
        .containsExactly("Find key store", "Recall", StateNames.LOOK, "What next?", "Connect");
  }

  @ParameterizedTest
  @CsvSource({
    "ExecutionSucceeded,SUCCEEDED",
    "ExecutionFailed,FAILED",
    "ExecutionTimedOut,TIMED_OUT",
    "ExecutionAborted,ABORTED"
  })
  void endsInFourWays(String type, ExecutionResult.Status status) {
    HistoryEvent end = event(1, type, Map.of());

    assertThat(RunHistory.isEnd(end)).isTrue();
    assertThat(RunHistory.of(List.of(end)).status()).contains(status);
  }

  @Test
  void whileARunIsUnderWayTheReportIsThatOfItsLastLook() {
    List<HistoryEvent> events = wholeRun();
    RunReport soFar = RunHistory.of(events.subList(0, events.size() - 1)).report();

    assertThat(soFar.seen()).isEqualTo("DISCONNECTED");
    assertThat(RunHistory.of(events.subList(0, 2)).report()).isEqualTo(RunReport.NONE);
    assertThat(RunHistory.EMPTY.report()).isEqualTo(RunReport.NONE);
  }

  @Test
  void theWindowIsThatOfTheRequestOrTheUsualOne() {
    assertThat(RunHistory.windowMillis(started("{\"windowSeconds\": 90}"))).isEqualTo(90_000);
    assertThat(RunHistory.windowMillis(started("{\"windowSeconds\": \"x\"}")))
        .isEqualTo(RunHistory.USUAL_WINDOW_MILLIS);
    assertThat(RunHistory.windowMillis(started("no JSON")))
        .isEqualTo(RunHistory.USUAL_WINDOW_MILLIS);
  }

  @Test
  void theDefinitionHasTheStatesThatMeanSomething() throws IOException {
    Path root = Path.of(Objects.requireNonNull(System.getProperty("connector.root")));
    JsonTree definition =
        JsonTree.parsed(Files.readString(root.resolve("statemachine/connect-key-store.asl.json")));
    List<String> names = new ArrayList<>(StateNames.ACTS);
    names.addAll(List.of(StateNames.LOOK, StateNames.FIND, StateNames.PROVE, StateNames.CONNECT));

    for (String name : names) {
      assertThat(definition.get("States").get(name).text("Type")).as(name).isEqualTo("Task");
    }
  }

  @Test
  void theDefinitionForSeveralKeyStoresHasThemToo() throws IOException {
    Path root = Path.of(Objects.requireNonNull(System.getProperty("connector.root")));
    JsonTree definition =
        JsonTree.parsed(Files.readString(root.resolve("statemachine/connect-fleet.asl.json")));

    assertThat(definition.get("States").get(StateNames.LIST).text("Type")).isEqualTo("Task");
  }

  private static List<HistoryEvent> wholeRun() {
    String looked =
        "{\"Payload\": {\"action\": \"Connect\", \"report\": {\"keyStore\":"
            + " {\"connectionState\": \"DISCONNECTED\"}}}}";
    return List.of(
        started("{\"customKeyStoreName\": \"payments\"}"),
        entered(1, "Find key store"),
        event(1, "TaskScheduled", LAMBDA),
        event(2, "TaskSucceeded", LAMBDA),
        entered(3, "Recall"),
        event(3, "TaskScheduled", JOURNAL),
        event(4, "TaskSucceeded", JOURNAL),
        entered(5, "Check key store and HSMs"),
        event(5, "TaskScheduled", LAMBDA),
        event(6, "TaskSucceeded", Map.of("resourceType", "lambda", "output", looked)),
        event(7, "ChoiceStateEntered", Map.of("name", "What next?")),
        entered(8, "Connect"),
        event(8, "TaskScheduled", LAMBDA),
        event(8, "TaskScheduled", LAMBDA),
        event(9, "TaskSucceeded", LAMBDA),
        event(10, "SucceedStateExited", Map.of("name", "Connected")),
        event(10, "ExecutionSucceeded", Map.of("output", "{\"outcome\": \"CONNECTED\"}")));
  }

  private static HistoryEvent started(String input) {
    return event(0, "ExecutionStarted", Map.of("input", input));
  }

  private static HistoryEvent entered(long second, String state) {
    return event(second, "TaskStateEntered", Map.of("name", state));
  }

  private static HistoryEvent event(long second, String type, Map<String, Object> details) {
    return new HistoryEvent(second + 1, second, START.plusSeconds(second), type, details);
  }
}
