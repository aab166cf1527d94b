package io.keystoreconnector.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.runs.FleetHistory.Member;
import io.keystoreconnector.statemachine.HistoryEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FleetHistoryTest {

  private static final String RUN =
      "arn:aws:states:eu-central-1:111122223333:execution:connect-key-store:cks-1-main";
  private static final Member STORE = new Member("cks-1", "payments", "cks-1-main");

  private static final HistoryEvent LISTED =
      event(
          3,
          "TaskSucceeded",
          Map.of(
              "resourceType",
              "lambda",
              "output",
              "{\"Payload\": {\"keyStores\": [{\"keyStoreId\": \"cks-1\", \"name\": \"payments\","
                  + " \"runName\": \"cks-1-main\"}]}}"));
  private static final HistoryEvent SUBMITTED =
      event(
          4,
          "TaskSubmitted",
          Map.of("resourceType", "states", "output", "{\"ExecutionArn\": \"%s\"}".formatted(RUN)));

  private static FleetHistory history(HistoryEvent... more) {
    List<HistoryEvent> begun =
        List.of(
            event(1, "ExecutionStarted", Map.of("input", "{\"keyStores\": [\"*\"]}")),
            event(2, "TaskStateEntered", Map.of("name", "List key stores")));
    return new FleetHistory(RunHistory.of(begun).plus(List.of(more)));
  }

  private static HistoryEvent event(long id, String type, Map<String, Object> details) {
    return new HistoryEvent(id, id - 1, Instant.EPOCH, type, details);
  }

  @Test
  void theKeyStoresAreKnownOnceTheyAreListed() {
    assertThat(history().members()).isEmpty();
    assertThat(history(LISTED).members()).containsExactly(STORE);
  }

  @Test
  void aRunIsFoundByItsNameOnceItIsStarted() {
    assertThat(history(LISTED).runOf(STORE)).isEmpty();
    assertThat(history(LISTED, SUBMITTED).runOf(STORE)).contains(RUN);
  }

  @Test
  void theReportOfARunIsInTheEventOfItsEnd() {
    HistoryEvent connected =
        event(
            5,
            "TaskSucceeded",
            Map.of(
                "resourceType",
                "states",
                "output",
                "{\"ExecutionArn\": \"%s\", \"Output\": {\"outcome\": \"CONNECTED\"}}"
                    .formatted(RUN)));
    HistoryEvent failed =
        event(
            5,
            "TaskFailed",
            Map.of(
                "resourceType",
                "states",
                "cause",
                "{\"ExecutionArn\": \"%s\", \"Cause\": \"{\\\"outcome\\\": \\\"NEEDS_A_PERSON\\\"}\"}"
                    .formatted(RUN)));
    assertThat(outcome(connected)).contains("CONNECTED");
    assertThat(outcome(failed)).contains("NEEDS_A_PERSON");
    assertThat(history(LISTED, SUBMITTED).reports()).isEmpty();
  }

  private static Optional<String> outcome(HistoryEvent end) {
    return Optional.ofNullable(history(LISTED, SUBMITTED, end).reports().get(RUN))
        .map(RunReport::outcome);
  }

  @Test
  void anExecutionForSeveralKeyStoresIsKnownByItsRequest() {
    HistoryEvent one =
        event(1, "ExecutionStarted", Map.of("input", "{\"customKeyStoreId\": \"cks-1\"}"));
    assertThat(FleetHistory.isOfSeveral(one)).isFalse();
    assertThat(
            FleetHistory.isOfSeveral(
                event(1, "ExecutionStarted", Map.of("input", "{\"keyStores\": \"a\"}"))))
        .isTrue();
  }
}
