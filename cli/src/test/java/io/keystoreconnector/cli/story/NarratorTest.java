package io.keystoreconnector.cli.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.runs.ServiceCall;
import io.keystoreconnector.runs.TimelineEvent;
import io.keystoreconnector.statemachine.HistoryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NarratorTest {

  private final List<TimelineEntry> entries = new ArrayList<>();
  private final Narrator narrator = new Narrator(entries::add, true);

  @Test
  void readingAndWritingTheJournalIsToldQuietlyAndOnce() {
    enter("Recall");
    event("TaskScheduled", Map.of("resource", "getItem", "parameters", "{}"));
    call("GetItem", null);
    event("TaskSucceeded", Map.of("resource", "getItem", "output", "{}"));
    enter("Write down");
    event(
        "TaskScheduled",
        Map.of(
            "resource",
            "putItem",
            "parameters",
            "{\"Item\": {\"journal\": {\"S\": \"{\\\"line\\\": {\\\"act\\\":"
                + " \\\"Disconnect\\\"}}\"}}}"));
    call("PutItem", "ConditionalCheckFailedException");
    event(
        "TaskFailed",
        Map.of("resource", "putItem", "error", "DynamoDB.ConditionalCheckFailedException"));
    call("PutItem", null);
    event("TaskSucceeded", Map.of("resource", "putItem", "output", "{}"));
    assertThat(entries)
        .extracting(TimelineEntry::label, TimelineEntry::style, TimelineEntry::text)
        .containsExactly(
            tuple("journal", Style.QUIET, "read: nothing remembered"),
            tuple(
                "journal",
                Style.QUIET,
                "Someone else wrote the journal in the meantime; reading it again."),
            tuple("journal", Style.QUIET, "written down: Disconnect"));
  }

  @Test
  void aTableThatCannotBeReachedIsTrouble() {
    enter("Recall");
    event("TaskScheduled", Map.of("resource", "getItem", "parameters", "{}"));
    event("TaskTimedOut", Map.of("resource", "getItem", "error", "States.Timeout"));
    assertThat(entries)
        .extracting(TimelineEntry::label, TimelineEntry::text)
        .containsExactly(tuple("trouble", "Step “Recall” did not answer in time."));
  }

  @Test
  void thatAnIdIsFoundForANameIsNotWorthALine() {
    enter("Find key store");
    narrator.tell(
        workflow(
            "TaskSucceeded",
            Map.of(
                "resourceType", "lambda", "output", "{\"Payload\": {\"keyStoreId\": \"cks-a\"}}")));
    assertThat(entries).isEmpty();
  }

  @Test
  void theLivingLineKnowsFromTheRequestHowLongTheRunMayTake() {
    assertThat(narrator.liveLine(0).windowMillis()).isEqualTo(1_200_000);
    narrator.tell(workflow("ExecutionStarted", Map.of("input", "{\"windowSeconds\": 600}")));
    assertThat(narrator.liveLine(0).windowMillis()).isEqualTo(600_000);
  }

  private void enter(String state) {
    narrator.tell(workflow("TaskStateEntered", Map.of("name", state)));
  }

  private void event(String type, Map<String, Object> details) {
    Map<String, Object> all = new HashMap<>(details);
    all.put("resourceType", "dynamodb");
    narrator.tell(workflow(type, all));
  }

  private void call(String operation, @Nullable String error) {
    narrator.tell(new ServiceCall(0, "dynamodb", operation, error, null));
  }

  private static TimelineEvent workflow(String type, Map<String, Object> details) {
    return new TimelineEvent.InWorkflow(0, new HistoryEvent(1, 0, Instant.EPOCH, type, details));
  }
}
