package io.keystoreconnector.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keystoreconnector.local.Installation;
import io.keystoreconnector.rehearsal.scenario.Rehearsal;
import io.keystoreconnector.rehearsal.scenario.Rehearsed;
import io.keystoreconnector.rehearsal.scenario.Scenarios;
import io.keystoreconnector.statemachine.HistoryEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.jr.ob.JSON;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordingTest {

  private final Installation installation = Installation.ofThisProcess();
  private Rehearsal rehearsal;

  @BeforeAll
  void open() throws IOException {
    rehearsal = new Rehearsal(installation, 1);
  }

  @AfterAll
  void close() {
    rehearsal.close();
  }

  @Test
  void tellsTheOutcomeInWordsFirst() {
    assertThat(outcome("renewed-secret"))
        .containsEntry("status", "SUCCEEDED")
        .containsEntry("headline", "The key store is connected");
    assertThat(outcome("last-hsm-dies-while-connecting"))
        .containsEntry("status", "FAILED")
        .containsEntry("headline", "A person is needed: INSUFFICIENT_CLOUDHSM_HSMS")
        .containsEntry("runbook", "docs/runbook.md#insufficient_cloudhsm_hsms");
    assertThat(outcome("bad-input-unknown-field"))
        .containsEntry("headline", "The request is invalid");
    assertThat(outcome("dry-run")).containsEntry("headline", "Dry run: nothing was changed");
    assertThat(text(outcome("access-denied-describe"), "headline")).startsWith("A step failed: ");
  }

  @Test
  void tellsWhatIsRememberedAtTheEndInWords() {
    String output =
        "{\"outcome\": \"CONNECTED\", \"remembered\": {\"told\": {\"secret\": \"s\", \"version\":"
            + " \"v\", \"status\": \"TOLD\", \"at\": \"2026-01-15T03:00:00Z\"}}}";
    HistoryEvent end = event("ExecutionSucceeded", Map.of("output", output));
    assertThat(map(recorded(List.of(end)), "outcome"))
        .containsEntry(
            "remembered",
            List.of(
                Map.of(
                    "what",
                    "secret",
                    "text",
                    "version v of s was sent to KMS at 2026-01-15 03:00:00 UTC")));
    assertThat(outcome("start-connected")).containsKey("remembered");
  }

  @Test
  void theJournalsStepsAreNeitherActsNorCallsOfFunctions() {
    Map<String, Object> recording =
        recorded(
            List.of(
                event("TaskStateEntered", Map.of("name", "Write down")),
                event("TaskScheduled", Map.of("resourceType", "dynamodb", "resource", "putItem")),
                event(
                    "TaskFailed",
                    Map.of(
                        "resourceType",
                        "dynamodb",
                        "error",
                        "DynamoDB.ConditionalCheckFailedException")),
                event("TaskScheduled", Map.of("resourceType", "dynamodb", "resource", "putItem")),
                event("TaskSucceeded", Map.of("resourceType", "dynamodb", "output", "{}"))));
    assertThat(lane(recording, "actions")).isEmpty();
    assertThat(lane(recording, "faults"))
        .extracting(mark -> mark.get("text"))
        .containsExactly("Someone else wrote the journal in the meantime; reading it again.");
    assertThat(map(recording, "cost")).containsEntry("functionCalls", 0L);
  }

  @Test
  void tellsWhereTheRunTookPlaceAndInWhichRelease() {
    Recording failed = play("last-hsm-dies-while-connecting").recording(installation.definition());
    Map<String, Object> origin = map(failed.toJson(), "origin");
    assertThat(origin)
        .containsEntry("emulated", true)
        .containsEntry("version", Release.ofThisCode().version())
        .containsEntry(
            "runbookUrl", Release.ofThisCode().runbook() + "#insufficient_cloudhsm_hsms");
    assertThat(map(failed.toJson(), "report"))
        .containsEntry("version", Release.ofThisCode().version());
    assertThat(text(origin, "run")).matches("arn:aws:states:[a-z0-9-]+:\\d{12}:execution:.+");
    assertThat(text(origin, "run"))
        .contains(":" + text(origin, "region") + ":" + text(origin, "account") + ":")
        .endsWith(":" + text(origin, "name"));
    RunOrigin known =
        new RunOrigin("", "", "https://wiki.example.com/runbook", "https://console", List.of());
    assertThat(map(failed.from(known).toJson(), "origin"))
        .containsEntry("runbookUrl", "https://wiki.example.com/runbook#insufficient_cloudhsm_hsms")
        .containsEntry("console", "https://console");
  }

  @Test
  void aReleaseHasItsOwnRunbookAndABuildInBetweenThatOfTheMainBranch() {
    assertThat(new Release("1.2.3", "https://example.com/c").runbook())
        .isEqualTo("https://example.com/c/blob/v1.2.3/docs/runbook.md");
    assertThat(new Release("1.2.4-SNAPSHOT", "https://example.com/c").runbook())
        .isEqualTo("https://example.com/c/blob/main/docs/runbook.md");
    assertThat(Release.ofThisCode().version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    assertThat(Release.ofThisCode().sources()).startsWith("https://");
  }

  @Test
  void anEndWithoutAReportHasItsEntryInTheRunbookToo() {
    Map<String, String> entries =
        Map.of(
            "ExecutionTimedOut", "#timed_out-and-aborted",
            "ExecutionAborted", "#timed_out-and-aborted",
            "ExecutionFailed", "#a-step-failed");
    entries.forEach(
        (end, entry) -> {
          Map<String, Object> recording = recorded(List.of(event(end, Map.of())));
          assertThat(text(map(recording, "origin"), "runbookUrl")).endsWith(entry);
        });
    assertThat(map(recorded("start-connected"), "origin")).containsEntry("runbookUrl", "");
  }

  @Test
  void aFileSaysStoreAndOutcomeAndIsSafeToName() {
    assertThat(fileName(play("renewed-secret")))
        .matches("rehearsal-payments-connected-\\d{8}T\\d{6}Z\\.html");
    assertThat(fileName(play("last-hsm-dies-while-connecting")))
        .matches("rehearsal-payments-INSUFFICIENT_CLOUDHSM_HSMS-\\d{8}T\\d{6}Z\\.html");
    String name = "a/../b \"$(c)\"";
    String input = "{\"customKeyStoreName\": " + JSON.std.asString(name) + "}";
    Recording ofName =
        Recording.of(
            "A run",
            installation.definition(),
            List.of(event("ExecutionStarted", Map.of("input", input))),
            Instant.EPOCH);
    assertThat(ReportPage.fileName(ofName)).isEqualTo("a-..-b-c-running-19700101T000000Z.html");
  }

  private String fileName(Rehearsed rehearsed) {
    return ReportPage.fileName(rehearsed.recording(installation.definition()));
  }

  private static HistoryEvent event(String type, Map<String, Object> details) {
    return new HistoryEvent(1, 0, Instant.EPOCH, type, details);
  }

  private Map<String, Object> recorded(List<HistoryEvent> history) {
    return Recording.of("A run", installation.definition(), history, Instant.EPOCH).toJson();
  }

  @Test
  void knowsTheWorldBetweenTwoLooks() {
    Map<String, Object> recording = recorded("last-hsm-dies-while-connecting");
    assertThat(lane(recording, "activeHsms"))
        .extracting(s -> s.get("from"), s -> s.get("to"), s -> s.get("count"))
        .containsExactly(tuple(0L, 100_000L, 1), tuple(100_000L, 240_000L, 0));
    assertThat(lane(recording, "people"))
        .extracting(mark -> mark.get("atMillis"))
        .containsExactly(100_000L);
    assertThat(states(recording)).containsExactly("DISCONNECTED", "CONNECTING", "FAILED");
    assertThat(lane(recording, "connectionState").getLast())
        .containsEntry("code", "INSUFFICIENT_CLOUDHSM_HSMS");
  }

  @Test
  void ofAHistoryAloneItTellsWhatTheRunSaw() {
    Rehearsed rehearsed = play("last-hsm-dies-while-connecting");
    Map<String, Object> recording =
        Recording.of(
                "A run", installation.definition(), rehearsed.execution().history(), Instant.EPOCH)
            .toJson();
    assertThat(recording).containsEntry("world", false).containsEntry("calls", List.of());
    assertThat(states(recording)).containsExactly("DISCONNECTED", "CONNECTING", "FAILED");
    assertThat(lane(recording, "connectionState").get(1)).containsEntry("from", 10_000L);
    assertThat(lane(recording, "faults"))
        .extracting(mark -> mark.get("text"))
        .containsExactly("Seen FAILED with INSUFFICIENT_CLOUDHSM_HSMS.");
    assertThat(lane(recording, "people")).isEmpty();
  }

  @Test
  void givesEachMarkAShortName() {
    Map<String, Object> recording = recorded("last-hsm-dies-while-connecting");
    assertThat(shorts(recording, "people")).containsExactly("Kill HSM");
    assertThat(shorts(recording, "faults")).containsExactly("INSUFFICIENT_CLOUDHSM_HSMS");
    assertThat(shorts(recorded("connect-throttled"), "faults"))
        .contains("Throttling", "Connect failed");
    assertThat(shorts(recorded("check-function-hangs"), "faults"))
        .containsOnly("Check key store and HSMs timed out");
    assertThat(shorts(recorded("update-answer-lost"), "faults")).contains("answer lost");
  }

  private static List<Object> shorts(Map<String, Object> recording, String lane) {
    return lane(recording, lane).stream().map(mark -> mark.get("short")).toList();
  }

  @Test
  void tellsEachAttemptAndWhatItCameTo() {
    assertThat(lane(recorded("person-disconnects-meanwhile"), "attempts"))
        .extracting(
            a -> a.get("number"), a -> a.get("from"), a -> a.get("to"), a -> a.get("result"))
        .containsExactly(
            tuple(1, 0L, 100_000L, "DISCONNECTING"), tuple(2, 180_000L, 420_000L, "CONNECTED"));
    assertThat(lane(recorded("connect-throttled-for-ever"), "attempts")).isEmpty();
  }

  @Test
  void tellsLooksThatAreAlikeOnce() {
    assertThat(list(recorded("renewed-secret"), "decisions"))
        .extracting(d -> d.get("action"), d -> d.get("times"))
        .containsExactly(
            tuple("Disconnect", 1),
            tuple("Wait", 1),
            tuple("Update", 1),
            tuple("Connect", 1),
            tuple("Wait", 23),
            tuple("Connected", 1));
  }

  @Test
  void countsTransitionsAsTheRunnerDoes() {
    for (String name : List.of("renewed-secret", "connect-throttled", "functions-gone")) {
      Rehearsed rehearsed = play(name);
      assertThat(rehearsed.recording(installation.definition()).toJson())
          .extractingByKey("cost", InstanceOfAssertFactories.MAP)
          .containsEntry("transitions", rehearsed.execution().transitions());
    }
  }

  @Test
  void keepsToItselfWhomToAnswerAtTheEnd() {
    assertThat(recorded("callback"))
        .containsEntry("request", Map.of("customKeyStoreName", "payments"));
    assertThat(play("callback").recording(installation.definition()).toJsonText())
        .doesNotContain("example.s3");
  }

  @Test
  void isMadeOfARunThatIsUnderWay() {
    Rehearsed rehearsed = play("renewed-secret");
    List<TimelineEvent> soFar =
        rehearsed.happenings().stream().filter(h -> h.atMillis() <= 15_000).toList();
    Instant start = rehearsed.execution().history().getFirst().timestamp();
    Map<String, Object> recording =
        Recording.of("A run", "", installation.definition(), soFar, start, start.plusSeconds(15))
            .toJson();
    assertThat(recording).containsEntry("running", true).containsEntry("elapsedMillis", 15_000L);
    assertThat(map(recording, "outcome"))
        .containsEntry("status", "RUNNING")
        .containsEntry("headline", "In progress: Wait");
    assertThat(states(recording)).containsExactly("FAILED", "DISCONNECTING");
    assertThat(
            Recording.of("A run", "", installation.definition(), List.of(), start, start).toJson())
        .containsEntry("path", List.of())
        .extractingByKey("outcome", InstanceOfAssertFactories.MAP)
        .containsEntry("headline", "Not started yet");
  }

  @Test
  void tellsWhatHappenedBeforeTheRunWithANegativeTime() {
    Rehearsed rehearsed = play("person-disconnects-meanwhile");
    Instant earlier = rehearsed.execution().history().getFirst().timestamp().minusSeconds(60);
    List<TimelineEvent> later =
        rehearsed.happenings().stream()
            .filter(h -> !(h instanceof TimelineEvent.InWorkflow) || h.atMillis() >= 180_000)
            .toList();
    Map<String, Object> recording =
        Recording.of("A run", "", installation.definition(), later, earlier, earlier).toJson();
    assertThat(lane(recording, "people"))
        .extracting(mark -> mark.get("atMillis"))
        .containsExactly(-80_000L);
  }

  @Test
  void hasTheMachineWithItsErrorsLast() {
    assertThat(list(map(recorded("start-connected"), "machine"), "transitions"))
        .contains(
            Map.of("from", "Begin", "to", "Find key store", "kind", "next"),
            Map.of("from", "What next?", "to", "Connect", "kind", "choice"),
            Map.of("from", "What next?", "to", "Unknown action", "kind", "default"),
            Map.of("from", "Connect", "to", "Time for another look?", "kind", "next"),
            Map.of("from", "Connect", "to", "Step failed", "kind", "catch"));
  }

  @Test
  void cannotEndTheScriptThatItStandsIn() {
    assertThat(ReportPage.inScript("\"</script>&\u2028\u2029\""))
        .isEqualTo("\"\\u003c/script\\u003e\\u0026\\u2028\\u2029\"");
  }

  private Rehearsed play(String name) {
    return rehearsal.play(new Scenarios(installation.scenarios()).read(name));
  }

  private Map<String, Object> recorded(String name) {
    return play(name).recording(installation.definition()).toJson();
  }

  private Map<String, Object> outcome(String name) {
    return map(recorded(name), "outcome");
  }

  private static List<Object> states(Map<String, Object> recording) {
    return lane(recording, "connectionState").stream().map(s -> s.get("state")).toList();
  }

  private static List<Map<String, Object>> lane(Map<String, Object> recording, String name) {
    return list(map(recording, "lanes"), name);
  }

  private static String text(Map<String, Object> tree, String name) {
    return String.valueOf(tree.get(name));
  }

  @SuppressWarnings("unchecked") // A JSON tree.
  private static Map<String, Object> map(Map<String, Object> tree, String name) {
    return (Map<String, Object>) Objects.requireNonNull(tree.get(name));
  }

  @SuppressWarnings("unchecked") // A JSON tree.
  private static List<Map<String, Object>> list(Map<String, Object> tree, String name) {
    return (List<Map<String, Object>>) Objects.requireNonNull(tree.get(name));
  }
}
