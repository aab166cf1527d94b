package io.keystoreconnector.cli.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Printed;
import io.keystoreconnector.cli.Shell;
import io.keystoreconnector.cli.Shell.Result;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

class StormCommandTest {

  private final StringWriter shown = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private Instant now = Instant.EPOCH;

  @Test
  void tellsHowManyRunsThereWereAndHowTheyEnded() {
    Result result = Shell.ofThisTree().connector("storm", "--runs", "3", "--seed", "1");
    assertThat(result.code()).as(result.out()).isZero();
    assertThat(result.out()).contains(" runs of ", "Seeds 1 to ").endsWith("No violation.\n");
    assertThat(result.err())
        .isEqualTo(
            "Playing 3 runs, from seed 1 on, 2 in parallel; this takes less than a minute.\n");
  }

  @Test
  void playsSequencesOnlyAndTellsOfTheirWrongLogIns() {
    Result result =
        Shell.ofThisTree().connector("storm", "--sequences", "2", "--seed", "1", "--jobs", "1");
    assertThat(result.code()).as(result.out()).isZero();
    assertThat(result.out())
        .contains("of 2 cases, 2 of them sequences", "Wrong logins by the runs of a sequence");
    assertThat(result.err()).startsWith("Playing 2 sequences, seeds 1 to 2, 1 in parallel;");
  }

  @Test
  void leavesARuleOutIfItKnowsIt() {
    Result result = Shell.ofThisTree().connector("storm", "--without", "TellsTheTruth");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).startsWith("--without must be one of NeverDisconnects");
  }

  @Test
  void printsJsonForPrograms() throws IOException {
    Result result = Shell.ofThisTree().connector("storm", "--runs", "3", "--seed", "1", "--json");
    Map<String, Object> json = JSON.std.mapFrom(result.out());
    assertThat(json)
        .containsOnlyKeys(
            "firstSeed",
            "cases",
            "sequences",
            "fleets",
            "runs",
            "wrongLogIns",
            "worstSeed",
            "seconds",
            "runsPerSecond",
            "cpuSeconds",
            "outcomes",
            "violations")
        .containsEntry("firstSeed", 1);
    assertThat(result.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --runs=0  | --runs must be 1 or more.
          --sequences=0 | --sequences must be 1 or more, and cannot be used with --inputs.
          --jobs=0  | --jobs must be a number from 1 to 4.
          --jobs=5  | --jobs must be a number from 1 to 4.
          """)
  void saysInOneSentenceWhatIsWrong(String argument, String sentence) {
    Result result = Shell.ofThisTree().connector("storm", argument);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).isEqualTo(sentence + "\n");
  }

  @Test
  void aPersonAtATerminalSeesHowFarItIs() {
    StormProgress progress = progress(new Terminal(true, false, 80));
    progress.played(60, 99);
    assertThat(shown.toString()).isEmpty();
    progress.played(61, 100);
    progress.played(62, 101);
    assertThat(shown.toString()).isEqualTo("\r\u001b[K100 of 5000 runs");
    progress.end();
    assertThat(shown.toString()).endsWith("runs\r\u001b[K");
  }

  @Test
  void elsewhereItSaysEachMinuteHowFarItIs() {
    StormProgress progress = progress(Printed.PAPER);
    now = now.plusSeconds(59);
    progress.played(60, 99);
    progress.broken(7, "TellsNoSecret");
    assertThat(errors.toString()).doesNotContain("of 5000");
    now = now.plusSeconds(1);
    progress.played(61, 100);
    progress.played(62, 101);
    assertThat(errors.toString()).endsWith("minute.\n100 of 5000 runs, violations: 1\n");
    now = now.plusSeconds(60);
    progress.played(63, 102);
    assertThat(errors.toString()).endsWith("102 of 5000 runs, violations: 1\n");
  }

  @Test
  void sequencesAreCountedAsSuch() {
    StormPlan plan = new StormPlan(StormPlan.Kind.SEQUENCES, 10_000, 5, 1);
    assertThat(plan.announcement())
        .isEqualTo(
            "Playing 10000 sequences, seeds 5 to 10004, 1 in parallel; this takes about 8 min.");
    assertThat(plan.status(7, 30)).isEqualTo("7 of 10000 sequences");
  }

  @Test
  void whatBreaksIsToldAtOnceAndAnywhere() {
    StormProgress progress = progress(Printed.PAPER);
    progress.played(70, 100);
    progress.broken(7, "TellsNoSecret");
    assertThat(shown.toString()).isEqualTo("Seed 7 breaks TellsNoSecret; reducing the case.\n");
  }

  private StormProgress progress(Terminal terminal) {
    return new StormProgress(
        new StormPlan(StormPlan.Kind.RUNS, 5000, 1, 2),
        new Page(new PrintWriter(shown), terminal),
        new Page(new PrintWriter(errors), terminal),
        () -> now);
  }
}
