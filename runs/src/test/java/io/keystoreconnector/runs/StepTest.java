package io.keystoreconnector.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.statemachine.HistoryEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepTest {

  private static final String ITEM =
      "{\"Item\": {\"journal\": {\"S\": \"{\\\"line\\\": {\\\"act\\\": \\\"AddHsm\\\"}}\"}}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'outcome': 'ACCEPTED', 'detail': 'KMS has taken it.'}                | ACCEPTED | KMS has taken it.
          {'outcome': 'SKIPPED', 'detail': 'It is CONNECTED.'}                  | SKIPPED  | Nothing done. It is CONNECTED.
          {'outcome': 'REFUSED', 'error': 'KmsException', 'detail': 'No.'}      | REFUSED  | Refused, KmsException: No.
          """)
  void anActIsToldByWhatTheFunctionAnswered(String payload, String answer, String words) {
    String output = "{\"Payload\": %s}".formatted(payload.replace("'", "\""));
    Step step = step("Connect", null, lambda("TaskSucceeded", Map.of("output", output)));

    assertThat(step.isAct()).isTrue();
    assertThat(step.isAnswered()).isTrue();
    assertThat(step.answer()).isEqualTo(answer);
    assertThat(step.words()).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TaskTimedOut | States.Timeout  |                         | TIMED_OUT | Step “Connect” did not answer in time.
          TaskFailed   | io.x.Bad        | {'errorMessage': 'No.'} | FAILED    | Step “Connect” failed with Bad: No.
          TaskFailed   | Lambda.Unknown  | It crashed.             | FAILED    | Step “Connect” failed with Lambda.Unknown: It crashed.
          TaskFailed   | Lambda.Unknown  | {'other': 1}            | FAILED    | Step “Connect” failed with Lambda.Unknown.
          TaskFailed   | Lambda.Unknown  |                         | FAILED    | Step “Connect” failed with Lambda.Unknown.
          """)
  void aFailureIsToldByItsErrorAndItsCause(
      String type, String error, @Nullable String cause, String answer, String words) {
    String told = cause == null ? "" : cause.replace("'", "\"");
    Step step = step("Connect", null, lambda(type, Map.of("error", error, "cause", told)));

    assertThat(step.answer()).isEqualTo(answer);
    assertThat(step.words()).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'keyStores': [{'name': 'a'}], 'notTriedInAll': 0}                | 1 key store: a.
          {'keyStores': [{'name': 'a'}], 'notTriedInAll': 1}                | 1 key store: a. 1 more is not allowed.
          {'keyStores': [{'name': 'a'}, {'name': 'b'}], 'notTriedInAll': 3} | 2 key stores: a, b. 3 more are not allowed.
          {'keyStores': [], 'notTriedInAll': 0}                             | ''
          """)
  void theListOfAFleetIsToldByTheNames(String payload, String words) {
    String output = "{\"Payload\": %s}".formatted(payload.replace("'", "\""));
    Step step = step("List key stores", null, lambda("TaskSucceeded", Map.of("output", output)));

    assertThat(step.isList()).isTrue();
    assertThat(step.words()).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TaskSucceeded | output | {'Output': {'outcome': 'LEFT_DISCONNECTED', 'keyStore': {'name': 'a'}}}               | a: LEFT DISCONNECTED.
          TaskFailed    | cause  | {'Error': 'E', 'Cause': '{"message": "No.", "keyStore": {"name": "a"}}'} | a needs a person: E. No.
          TaskFailed    | cause  | {'Status': 'ABORTED', 'Input': '{"customKeyStoreId": "cks-1"}'}                  | cks-1 needs a person: ABORTED.
          TaskFailed    | cause  | It does not exist.                                                            | Step “Connect key store” failed with E: It does not exist.
          """)
  void aRunOfAFleetIsToldByItsKeyStoreAndItsEnd(
      String type, String detail, String value, String words) {
    String json = value.replace("\"", "\\\"").replace("'", "\"");
    Step step =
        step(
            "Connect key store",
            null,
            new HistoryEvent(
                1,
                0,
                Instant.EPOCH,
                type,
                Map.of("resourceType", "states", "error", "E", detail, json)));

    assertThat(step.isRun()).isTrue();
    assertThat(step.words()).isEqualTo(words);
  }

  @Test
  void theJournalsStepsAreToldByWhatTheyReadAndWrite() {
    HistoryEvent reading = journal("TaskScheduled", "getItem", "parameters", "{}");
    HistoryEvent writing = journal("TaskScheduled", "putItem", "parameters", ITEM);
    HistoryEvent nothing = journal("TaskScheduled", "putItem", "parameters", "{\"Item\": {}}");
    HistoryEvent written = journal("TaskSucceeded", "putItem", "output", "{}");

    assertThat(step("Recall", reading, journal("TaskSucceeded", "getItem", "output", "{}")).words())
        .isEqualTo("read: nothing remembered");
    assertThat(step("Recall", reading, journal("TaskSucceeded", "getItem", "output", ITEM)).words())
        .startsWith("read: Add HSM was started");
    assertThat(step("Write down", writing, written).words()).isEqualTo("written down: Add HSM");
    assertThat(step("Write down", nothing, written).words()).isEqualTo("written down: the result");
    assertThat(step("Write down", null, written).words()).isEmpty();
  }

  @Test
  void thatAnotherRunWasFasterIsNoTrouble() {
    Step step = failedToWrite("DynamoDB.ConditionalCheckFailedException");

    assertThat(step.lostRace()).isTrue();
    assertThat(step.words())
        .isEqualTo("Someone else wrote the journal in the meantime; reading it again.");
    assertThat(failedToWrite("DynamoDB.AmazonDynamoDBException").lostRace()).isFalse();
  }

  private static Step failedToWrite(String error) {
    return step("Write down", null, journal("TaskFailed", "putItem", "error", error));
  }

  private static Step step(String state, @Nullable HistoryEvent scheduled, HistoryEvent ended) {
    return new Step(0, state, scheduled, ended);
  }

  private static HistoryEvent lambda(String type, Map<String, Object> details) {
    Map<String, Object> all = new HashMap<>(details);
    all.put("resourceType", "lambda");
    return new HistoryEvent(2, 1, Instant.EPOCH, type, all);
  }

  private static HistoryEvent journal(String type, String resource, String name, String value) {
    return new HistoryEvent(
        2,
        1,
        Instant.EPOCH,
        type,
        Map.of("resourceType", "dynamodb", "resource", resource, name, value));
  }
}
