package io.keystoreconnector.rehearsal.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.emulator.Bench;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.rehearsal.check.RunRecord;
import io.keystoreconnector.statemachine.ExecutionResult.Status;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A scenario with runs that follow each other, played with the real functions. */
class SequenceTest {

  private static final Instant START = Instant.parse("2026-01-15T03:00:00Z");

  private static Rehearsed play(String json) throws IOException {
    try (Rehearsal rehearsal = new Rehearsal(Installation.ofThisProcess(), 1)) {
      return rehearsal.play(
          Scenarios.of(
              "sequence", Bench.json(json.replace("E}", "'expect': {'status': 'SUCCEEDED'}}"))));
    }
  }

  private static List<RunRecord> runs(Rehearsed rehearsed) {
    return Objects.requireNonNull(rehearsed.evidence()).runs();
  }

  private static long second(RunRecord run) {
    return Duration.between(START, run.result().history().getFirst().timestamp()).toSeconds();
  }

  @Test
  void runsBeginAfterBesideOrAtASecond() throws IOException {
    Rehearsed rehearsed =
        play(
            "{'title': 't', 'story': 's', 'runs': [{'at': 5}, {'beside': 7}, {'after': 100},"
                + " {}, {'at': 86400}], E}");
    List<RunRecord> runs = runs(rehearsed);
    assertThat(runs)
        .extracting(RunRecord::name)
        .containsExactly("run-1", "run-2", "run-3", "run-4", "run-5");
    assertThat(second(runs.get(0))).isEqualTo(5);
    assertThat(second(runs.get(1))).isEqualTo(12);
    long end =
        Duration.between(START, runs.get(1).result().history().getLast().timestamp()).toSeconds();
    assertThat(second(runs.get(2))).isEqualTo(end + 100);
    assertThat(second(runs.get(3))).isEqualTo(end + 100);
    assertThat(second(runs.get(4))).isEqualTo(86_400);
    assertThat(rehearsed.differences()).isEmpty();
  }

  @Test
  void aRunIsStoppedSomeSecondsAfterItsStartOrAtAState() throws IOException {
    Rehearsed rehearsed =
        play(
            "{'title': 't', 'story': 's', 'runs': [{'stopsAfter': 30}, {'after': 60,"
                + " 'stopsAtState': 4}, {}], E}");
    List<RunRecord> runs = runs(rehearsed);
    assertThat(runs)
        .extracting(run -> run.result().status())
        .containsExactly(Status.ABORTED, Status.ABORTED, Status.SUCCEEDED);
    assertThat(runs.get(1).result().path()).hasSize(4);
  }

  @Test
  void eachRunCanBeExpectedToEndInItsOwnWay() throws IOException {
    Rehearsed rehearsed =
        play("{'title': 't', 'story': 's', 'runs': [{'expect': {'status': 'FAILED'}}, {}], E}");
    assertThat(rehearsed.differences())
        .containsExactly(new Difference("run-1 status", "FAILED", "SUCCEEDED"));
  }

  @Test
  void theSameRequestIsForEachRunUnlessItHasItsOwn() throws IOException {
    Rehearsed rehearsed =
        play(
            "{'title': 't', 'story': 's', 'request': {'customKeyStoreName': 'payments'},"
                + " 'runs': [{}, {'request': {'customKeyStoreName': 'nobody'}, 'expect':"
                + " {'status': 'FAILED', 'error': 'KEY_STORE_NOT_FOUND'}}, {}], E}");
    assertThat(rehearsed.differences()).isEmpty();
  }
}
