package io.keystoreconnector.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.cli.Printed;
import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.cli.aws.AwsProblem.Kind;
import io.keystoreconnector.cli.aws.AwsProblems;
import io.keystoreconnector.cli.story.CommandPlace;
import io.keystoreconnector.cli.story.Narrator;
import io.keystoreconnector.cli.story.TimelineEntry;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.runs.TimelineEvent;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.HistoryEvent;
import io.keystoreconnector.statemachine.time.VirtualTime;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.jr.ob.JSON;

/** Following, on a clock that jumps, a run that goes as the test says. */
class FollowedRunTest {

  private static final Instant START = Instant.parse("2026-11-23T03:00:00Z");
  private static final String LOOK = "Check key store and HSMs";
  private static final String JOIN = "./connector follow arn";

  private final VirtualTime time = new VirtualTime(START);
  private final StringWriter text = new StringWriter();

  @Test
  void asksForWhatIsNewAndShowsOneLivingLine() {
    Optional<ExecutionResult> end =
        follow(
            new Terminal(true, false, 79),
            id -> {
              long seconds = time.instant().getEpochSecond() - START.getEpochSecond();
              if (id == 0) {
                return List.of(started(), entered(2, 0), looked(3, 0, "Wait", 1));
              }
              return seconds < 300 ? List.of() : ended(id, seconds);
            });
    assertThat(end).get().extracting(ExecutionResult::status).hasToString("SUCCEEDED");
    assertThat(text.toString())
        .contains("look      CONNECTING. Waiting: KMS is connecting;")
        .contains(" 00:05 ░░░░░░░░░░░░░░░░ 20:00  CONNECTING, attempt 1 of 3: KMS is connecting.")
        .contains(" 04:59 ███░░░░░░░░░░░░░ 20:00  CONNECTING, attempt 1 of 3: KMS is connecting.")
        .contains(" outcome       CONNECTED, after 5 min 0 s");
    assertThat(text.toString().lines().flatMap(line -> List.of(line.split("\r")).stream()))
        .allSatisfy(line -> assertThat(line.replace("\u001b[K", "")).hasSizeLessThanOrEqualTo(79));
  }

  @Test
  void theLivingLineTellsWhatAwsHasJustBeenToldUntilTheNextLook() {
    Narrator narrator = new Narrator(line -> {}, false);
    tell(narrator, entered(2, 0, LOOK));
    assertThat(living(narrator)).endsWith("20:00  Check key store and HSMs");
    tell(narrator, looked(3, 0, "Connect", 0));
    tell(narrator, entered(4, 0, "Connect"));
    assertThat(living(narrator)).endsWith("20:00  CONNECTING: Connect");
    tell(narrator, answered(5, Map.of("outcome", "ACCEPTED", "detail", "KMS has taken it.")));
    assertThat(living(narrator)).endsWith("20:00  CONNECTING: KMS has taken it.");
    tell(narrator, entered(6, 10, LOOK));
    tell(narrator, looked(7, 10, "Wait", 1));
    assertThat(living(narrator))
        .endsWith(
            "20:00  CONNECTING, attempt 1 of 3: KMS is connecting; that takes up to 20 minutes.");
  }

  @Test
  void thatTheJournalWasReadIsNothingToTellAndThatItWasNotIs() {
    List<TimelineEntry> entries = new ArrayList<>();
    Narrator narrator = new Narrator(entries::add, false);
    tell(narrator, entered(2, 0, "Recall"));
    Map<String, Object> task = Map.of("resourceType", "dynamodb", "output", "{\"Item\": {}}");
    tell(narrator, event(3, 0, "TaskSucceeded", task));
    assertThat(entries).isEmpty();
    Map<String, Object> failed =
        Map.of("resourceType", "dynamodb", "error", "DynamoDB.SdkClientException");
    tell(narrator, event(4, 0, "TaskFailed", failed));
    assertThat(entries).hasSize(1);
  }

  private static void tell(Narrator narrator, HistoryEvent event) {
    narrator.tell(new TimelineEvent.InWorkflow(0, event));
  }

  private static String living(Narrator narrator) {
    return narrator.liveLine(0).fitted(120);
  }

  @Test
  void whatMayPassIsWaitedFor() {
    Optional<ExecutionResult> end =
        follow(
            Printed.PAPER,
            id -> {
              long seconds = time.instant().getEpochSecond() - START.getEpochSecond();
              if (seconds > 0 && seconds < 40) {
                throw AwsProblems.of(Kind.PASSING, "AWS turns the call away.");
              }
              return id == 0 ? List.of(started()) : ended(id, seconds);
            });
    assertThat(end).isPresent();
    assertThat(text.toString()).doesNotContain("turns the call away");
  }

  @Test
  void whatDoesNotPassEndsTheFollowingAndSaysHowToJoinAgain() {
    Optional<ExecutionResult> end =
        follow(
            Printed.PAPER,
            id -> {
              if (id == 0) {
                return List.of(started());
              }
              throw AwsProblems.of(Kind.SET_UP, "The AWS credentials have expired.");
            });
    assertThat(end).isEmpty();
    assertThat(text.toString().replaceAll("\\s+", " "))
        .isEqualTo(
            " It can no longer be followed: The AWS credentials have expired. The run continues. To"
                + " follow it again: ./connector follow arn ");
  }

  @Test
  void whatCannotBeFollowedAtAllIsAProblem() {
    AwsProblem denied = AwsProblems.of(Kind.DENIED, "AWS denies it.");
    assertThatThrownBy(
            () ->
                follow(
                    Printed.PAPER,
                    id -> {
                      throw denied;
                    }))
        .isSameAs(denied);
  }

  /** Right after StartExecution, Step Functions may not know the run yet. */
  @Test
  void aRunThatIsNotKnownYetIsWaitedFor() {
    Optional<ExecutionResult> end =
        follow(
            Printed.PAPER,
            id -> {
              if (time.instant().equals(START)) {
                throw AwsProblems.of(Kind.ABSENT, "There is no execution.");
              }
              return id == 0 ? List.of(started()) : ended(id, 10);
            });
    assertThat(end).isPresent();
  }

  private Optional<ExecutionResult> follow(Terminal terminal, HistoryReader.Source source) {
    return new FollowedRun(
            new Page(new PrintWriter(text), terminal), time, source, JOIN, CommandPlace.DEPLOYED)
        .toTheEnd();
  }

  private static HistoryEvent started() {
    return event(1, 0, "ExecutionStarted", Map.of("input", "{\"customKeyStoreName\": \"a\"}"));
  }

  private static HistoryEvent entered(long id, long seconds) {
    return entered(id, seconds, LOOK);
  }

  private static HistoryEvent entered(long id, long seconds, String state) {
    return event(id, seconds, "TaskStateEntered", Map.of("name", state));
  }

  private static HistoryEvent answered(long id, Map<String, Object> payload) {
    return event(
        id, 0, "TaskSucceeded", Map.of("output", JSON.std.asString(Map.of("Payload", payload))));
  }

  private static HistoryEvent looked(long id, long seconds, String action, int attempts) {
    Map<String, Object> payload =
        Map.of(
            "action",
            action,
            "why",
            "KMS is connecting; that takes up to 20 minutes.",
            "report",
            Map.of(
                "keyStore",
                Map.of("connectionState", "CONNECTING"),
                "attempts",
                attempts,
                "maxAttempts",
                3));
    return event(
        id,
        seconds,
        "TaskSucceeded",
        Map.of("output", JSON.std.asString(Map.of("Payload", payload))));
  }

  private static List<HistoryEvent> ended(long after, long seconds) {
    Map<String, Object> report = Map.of("outcome", "CONNECTED", "message", "It is CONNECTED.");
    return List.of(
        event(
            after + 1, seconds, "ExecutionSucceeded", Map.of("output", JSON.std.asString(report))));
  }

  private static HistoryEvent event(
      long id, long seconds, String type, Map<String, Object> details) {
    return new HistoryEvent(id, id - 1, START.plusSeconds(seconds), type, details);
  }
}
