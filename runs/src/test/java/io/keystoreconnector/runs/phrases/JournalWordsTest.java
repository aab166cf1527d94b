package io.keystoreconnector.runs.phrases;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.statemachine.HistoryEvent;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

class JournalWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'line': {'act': 'AddHsm', 'at': '2026-01-15T03:00:00.25Z', 'run': 'arn:aws:states:a:1:execution:m:r-1'}} | Add HSM was begun at 2026-01-15 03:00:00 UTC, by run r-1; its answer was not written down
          {'repair': {'code': 'INTERNAL_ERROR', 'since': '2026-01-15T03:00:00Z', 'run': 'x'}} | repair open since 2026-01-15 03:00:00 UTC, after INTERNAL_ERROR, by run x
          {'logIns': {'failed': 1}}                          | log-ins 1 of 2 used; a third only with a new version of the secret
          {'logIns': {'failed': 2}}                          | log-ins 2 of 2 used; only a new version of the secret, or a request with passwordTold, allows another
          {'logIns': {'failed': 2, 'allowed': 3}}            | log-ins 2 of 3 used; only a new version of the secret, or a request with passwordTold, allows another
          {'logIns': {'failed': 3}}                          | log-ins 3 of 3 used; only a request with passwordTold allows another
          {'told': {'secret': 's', 'version': 'v', 'status': 'INTENDED', 'at': '2026-01-15T03:00:00Z'}} | secret version v of s was to be told to KMS at 2026-01-15 03:00:00 UTC; nobody knows whether KMS took it
          {'told': {'secret': 's', 'version': 'v', 'status': 'TOLD', 'at': '2026-01-15T03:00:00Z'}} | secret KMS was told version v of s at 2026-01-15 03:00:00 UTC
          {'used': ['a', 'b']}                               | used up a, b: never told to KMS again
          {'hsm': {'cluster': 'c', 'zone': 'z', 'status': 'ASKED', 'at': 'soon'}} | HSM one was asked for in z of c at soon; nobody knows whether CloudHSM made it
          {'hsm': {'cluster': 'c', 'zone': 'z', 'id': 'hsm-1', 'status': 'BOUGHT', 'at': 'soon'}} | HSM hsm-1 was bought in z of c at soon
          {'format': 1, 'logIns': {'failed': 0}}             | nothing remembered
          {'repair': 7, 'logIns': [], 'used': 'x'}           | nothing remembered
          """)
  void saysInOneLineWhatAJournalRemembers(String journal, String words) {
    assertThat(JournalWords.summary(tree(journal))).isEqualTo(words);
  }

  @Test
  void aReportTellsItTooAndWhyItDoesNot() {
    assertThat(
            JournalWords.ofReport(
                tree(
                    "{'remembered': {'repair': {'code': 'INTERNAL_ERROR', 'since': 'then', 'run':"
                        + " 'x'}, 'unavailable': 'It was denied.'}}")))
        .containsExactly(
            new JournalWords.Row("repair", "open since then, after INTERNAL_ERROR, by run x"),
            new JournalWords.Row("journal", "not available: It was denied."));
    assertThat(JournalWords.ofReport(Map.of())).isEmpty();
  }

  @Test
  void onlyWhatIsNotAtRestIsPressing() {
    assertThat(
            JournalWords.pressing(
                tree(
                    "{'logIns': {'failed': 1, 'at': 'then', 'code': 'X'}, 'used': ['a'], 'told':"
                        + " {'version': 'v'}}")))
        .containsExactly(
            new JournalWords.Row(
                "log-ins", "1 of 3 used; a third only with a new version of the secret"));
  }

  @Test
  void theStepsThatReadAndWriteItAreToldByWhatTheyReadAndWrite() {
    String item =
        "{\"Item\": {\"journal\": {\"S\": \"{\\\"format\\\": 1, \\\"line\\\": {\\\"act\\\":"
            + " \\\"AddHsm\\\", \\\"at\\\": \\\"then\\\", \\\"run\\\": \\\"x\\\"}}\"}}}";
    HistoryEvent reading = event("TaskScheduled", "getItem", "parameters", "{}");
    HistoryEvent writing = event("TaskScheduled", "putItem", "parameters", item);
    assertThat(JournalSteps.of(reading, event("TaskSucceeded", "getItem", "output", "{}")))
        .isEqualTo("read: nothing remembered");
    assertThat(JournalSteps.of(reading, event("TaskSucceeded", "getItem", "output", item)))
        .isEqualTo("read: Add HSM was begun at then, by run x; its answer was not written down");
    assertThat(JournalSteps.of(writing, event("TaskSucceeded", "putItem", "output", "{}")))
        .isEqualTo("written down: Add HSM");
    assertThat(
            JournalSteps.of(
                event("TaskScheduled", "putItem", "parameters", "{\"Item\": {}}"),
                event("TaskSucceeded", "putItem", "output", "{}")))
        .isEqualTo("written down: what came of it");
  }

  @Test
  void thatAnotherRunWasFasterIsNoTrouble() {
    HistoryEvent failed =
        event("TaskFailed", "putItem", "error", "DynamoDB.ConditionalCheckFailedException");
    assertThat(JournalSteps.lostRace(failed)).isTrue();
    assertThat(FailureWords.of("Write down", failed))
        .isEqualTo("Someone else has written the journal meanwhile; it is read again.");
    assertThat(
            JournalSteps.lostRace(
                event("TaskFailed", "putItem", "error", "DynamoDB.AmazonDynamoDBException")))
        .isFalse();
  }

  private static HistoryEvent event(String type, String resource, String name, String value) {
    return new HistoryEvent(
        2,
        1,
        Instant.EPOCH,
        type,
        Map.of("resourceType", "dynamodb", "resource", resource, name, value));
  }

  private static Map<String, Object> tree(String json) {
    return JSON.std.mapFrom(json.replace('\'', '"'));
  }
}
