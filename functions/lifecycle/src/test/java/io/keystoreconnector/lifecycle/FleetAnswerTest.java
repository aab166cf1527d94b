package io.keystoreconnector.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.json.JSONArray;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** What a stack is told that waits for several key stores. */
class FleetAnswerTest extends OutcomeFixture {

  private static final String ID = "fleet-0123456789abcdef";

  private static final String GUIDANCE =
      "Follow the runbook for the reason of each key store that needs a person; its run has the"
          + " whole report.";

  FleetAnswerTest() throws IOException {
    environment.put(Settings.FLEET_STATE_MACHINE_ARN, Runs.MACHINE);
  }

  static Stream<Arguments> ends() {
    JSONObject invalid =
        report("INVALID_REQUEST", "keyStores[0], a, matches no key store.")
            .put("guidance", "Correct the input.");
    JSONObject stepFailed = report("STEP_FAILED", "KMS refused.").put("reason", "AccessDenied");
    JSONObject left = done();
    left.put("left", new JSONArray().put(store("b", "", "")));
    JSONObject planned = done();
    planned.put("planned", new JSONArray().put(store("b", "", "")));
    return Stream.of(
        // status, report, the answer, the attribute Outcome, whether it has run anything
        Arguments.of("SUCCEEDED", done(), "SUCCESS", "DONE", true),
        Arguments.of("SUCCEEDED", left, "FAILED", "DONE", true),
        Arguments.of("SUCCEEDED", planned, "FAILED", "DONE", true),
        Arguments.of("SUCCEEDED", null, "FAILED", "NO_REPORT", false),
        Arguments.of("FAILED", needing(1, ""), "FAILED", "NEEDS_A_PERSON", true),
        Arguments.of("FAILED", invalid, "FAILED", "INVALID_REQUEST", false),
        Arguments.of("FAILED", stepFailed, "FAILED", "STEP_FAILED", false),
        Arguments.of("FAILED", done(), "FAILED", "NO_REPORT", false),
        Arguments.of("FAILED", null, "FAILED", "NO_REPORT", false),
        Arguments.of("TIMED_OUT", done(), "FAILED", "TIMED_OUT", false),
        Arguments.of("ABORTED", null, "FAILED", "ABORTED", false));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void everyEndIsToldToTheStackAndToNobodyElse(
      String status, @Nullable JSONObject report, String told, String outcome, boolean ran) {
    String arn = runs.add(status, forAStack(), report);
    handle(arn);
    assertThat(answer().get("Status")).isEqualTo(told);
    assertThat(answer().getString("Reason")).isNotBlank();
    assertThat(answer().getJSONObject("Data").toMap())
        .isEqualTo(
            Map.of(
                "Outcome",
                outcome,
                "ConnectionState",
                told.equals("SUCCESS") ? "CONNECTED" : "UNKNOWN",
                "CustomKeyStoreId",
                "none",
                "ExecutionArn",
                arn,
                "ProvedBy",
                "none"));
    assertThat(answer().get("PhysicalResourceId")).isEqualTo(ran ? ID : "not-started-4d2c");
    verifyNoInteractions(events, sns);
    assertThat(printed.size()).isZero();
  }

  @Test
  void theStackIsToldHowManyKeyStoresAreConnectedAndHowManyWereNotTried() {
    handle(runs.add("SUCCEEDED", forAStack(), done()));
    assertThat(reason()).isEqualTo("Of 3 key stores, 2 are connected, 1 was not tried.");
  }

  @Test
  void theStackIsToldWhichKeyStoresNeedAPersonAndWhy() {
    JSONObject report = needing(2, "The cluster has no active HSM.");
    String arn = runs.add("FAILED", forAStack(), report);
    handle(arn);
    assertThat(reason())
        .isEqualTo(
            "Of 2 key stores, 2 need a person. prod-0 (cks-0000000000000000): NO_ACTIVE_HSM, The"
                + " cluster has no active HSM; prod-1 (cks-0000000000000001): NO_ACTIVE_HSM, The"
                + " cluster has no active HSM. "
                + GUIDANCE
                + " Command to see the report: ./connector follow "
                + arn
                + " --region eu-central-1");
  }

  /**
   * First the messages are left out, then key stores; never the command, of which half is wrong.
   */
  @ParameterizedTest
  @CsvSource({
    "1,  200, false, 1",
    "40, 200, false, 32",
    "40, 10,  false, 32",
    "40, 200, true,  4",
    "5,  60,  false, 5"
  })
  void aReasonHasAsManyKeyStoresAsFitAndItsCommand(
      int stores, int message, boolean wide, int least) {
    JSONObject report = needing(stores, "支".repeat(message));
    if (wide) {
      report
          .getJSONArray("needsAPerson")
          .forEach(store -> ((JSONObject) store).put("name", "\"支\n".repeat(22)));
    }
    handle(runs.add("FAILED", forAStack(), report));
    assertThat(JSONObject.quote(reason()).getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(FleetAnswer.LONGEST_REASON);
    int named = reason().split("cks-", -1).length - 1;
    assertThat(named).isBetween(least, stores);
    assertThat(reason())
        .contains(named == stores ? ". " + GUIDANCE : "; and %d more.".formatted(stores - named))
        .matches("(?s).* \\./connector follow arn:\\S+ --region eu-central-1");
  }

  @Test
  void theStackIsToldWhatIsWrongWithARequest() {
    JSONObject report =
        report("INVALID_REQUEST", "keyStores[0], a, matches no key store.")
            .put("guidance", "Correct the input.");
    handle(runs.add("FAILED", forAStack(), report));
    assertThat(reason()).isEqualTo("keyStores[0], a, matches no key store. Correct the input.");
  }

  @ParameterizedTest
  @CsvSource({
    "TIMED_OUT, The run was ended by the state machine's timeout (Enough).",
    "ABORTED,   Someone stopped the run (Enough).",
    "FAILED,    The run ended as FAILED (Enough) and left no report."
  })
  void theStackIsToldThatTheStatesAreNotKnownAfterAnEndWithoutAReport(
      String status, String sentence) {
    handle(runs.addWithoutReport(status, forAStack(), "Enough", null));
    assertThat(reason())
        .startsWith(sentence + " The state in which it left the key stores is not known.")
        .endsWith(" ./connector status --region eu-central-1");
  }

  @Test
  void aRunThatNoStackWaitsForIsToldToNobody() {
    JSONObject input = forAStack();
    input.remove("callback");
    handle(runs.add("FAILED", input, needing(1, "")));
    assertThat(cloudFormation.answers).isEmpty();
    verifyNoInteractions(events, sns);
  }

  @Test
  void anIncompleteCallbackIsNoticed() {
    JSONObject input = forAStack();
    input.getJSONObject("callback").remove("stackId");
    String arn = runs.add("FAILED", input, needing(1, ""));
    assertThatThrownBy(() -> handle(arn)).isInstanceOf(NotificationFailed.class);
  }

  @Test
  void aStackThatCannotBeToldIsTriedAgain() {
    cloudFormation.status = 503;
    String arn = runs.add("SUCCEEDED", forAStack(), done());
    assertThatThrownBy(() -> handle(arn)).isInstanceOf(NotificationFailed.class);
  }

  /** A report may be anything that someone who may start executions makes of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'outcome': 'NEEDS_A_PERSON'}",
        "{'outcome': 'NEEDS_A_PERSON', 'needsAPerson': 7}",
        "{'outcome': 'NEEDS_A_PERSON', 'needsAPerson': [7, null, {}, {'name': 7}]}",
        "{'outcome': 'NEEDS_A_PERSON', 'message': {}, 'guidance': []}"
      })
  void whateverTheReportHoldsTheStackIsAnswered(String report) {
    handle(runs.add("FAILED", forAStack(), new JSONObject(report.replace('\'', '"'))));
    assertThat(answer().get("Status")).isEqualTo("FAILED");
    assertThat(reason()).isNotBlank();
  }

  /** Each of them has its own run, which is one of the other state machine. */
  @Test
  void theRunOfOneKeyStoreIsToldToEverybodyAsBefore() {
    environment.put(Settings.FLEET_STATE_MACHINE_ARN, Runs.MACHINE + "-fleet");
    when(events.putEvents(any(PutEventsRequest.class)))
        .thenReturn(PutEventsResponse.builder().failedEntryCount(0).build());
    handle(runs.add("FAILED", Runs.input(), Runs.needsAPerson()));
    verify(events).putEvents(any(PutEventsRequest.class));
    verify(sns).publish(any(PublishRequest.class));
  }

  private static JSONObject report(String outcome, String message) {
    return new JSONObject().put("outcome", outcome).put("message", message);
  }

  private static JSONObject done() {
    return report("DONE", "Of 3 key stores, 2 are connected, 1 was not tried.")
        .put("connected", new JSONArray().put(store("a", "", "")))
        .put("left", new JSONArray())
        .put("planned", new JSONArray())
        .put("needsAPerson", new JSONArray())
        .put("notTriedInAll", 1);
  }

  private static JSONObject needing(int stores, String message) {
    JSONArray needing = new JSONArray();
    IntStream.range(0, stores)
        .mapToObj(
            i ->
                store("prod-" + i, "NO_ACTIVE_HSM", message)
                    .put("keyStoreId", "cks-%016d".formatted(i)))
        .forEach(needing::put);
    return report("NEEDS_A_PERSON", "Of %d key stores, %1$d need a person.".formatted(stores))
        .put("guidance", GUIDANCE)
        .put("needsAPerson", needing);
  }

  private static JSONObject store(String name, String reason, String message) {
    return new JSONObject(
        Map.of("keyStoreId", Runs.STORE, "name", name, "reason", reason, "message", message));
  }

  private String reason() {
    return answer().getString("Reason");
  }

  private JSONObject forAStack() {
    return new JSONObject()
        .put("keyStores", new JSONArray().put("prod-*"))
        .put("callback", callback(ID));
  }
}
