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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

class StormCommandTest {

  @Test
  void tellsHowManyRunsThereWereAndHowTheyEnded() {
    Result result = Shell.ofThisTree().connector("storm", "--runs", "3", "--seed", "1");
    assertThat(result.code()).as(result.out()).isZero();
    assertThat(result.out()).contains(" runs of ", "Seeds 1 to ").endsWith("No violation.\n");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void playsSequencesOnlyAndTellsOfTheirWrongLogIns() {
    Result result =
        Shell.ofThisTree().connector("storm", "--sequences", "2", "--seed", "1", "--jobs", "1");
    assertThat(result.code()).as(result.out()).isZero();
    assertThat(result.out())
        .contains("of 2 cases, 2 of them sequences", "Wrong log-ins of the runs of a sequence");
  }

  @Test
  void leavesARuleOutIfItKnowsIt() {
    Result result = Shell.ofThisTree().connector("storm", "--without", "TellsTheTruth");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).startsWith("--without has to be one of NeverDisconnects");
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
            "runs",
            "wrongLogIns",
            "worstSeed",
            "seconds",
            "runsPerSecond",
            "cpuSeconds",
            "outcomes",
            "violations")
        .containsEntry("firstSeed", 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --runs=0  | --runs has to be 1 or more.
          --sequences=0 | --sequences has to be 1 or more, and excludes --inputs.
          --jobs=0  | --jobs has to be from 1 to 4.
          --jobs=5  | --jobs has to be from 1 to 4.
          """)
  void saysInOneSentenceWhatIsWrong(String argument, String sentence) {
    Result result = Shell.ofThisTree().connector("storm", argument);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).isEqualTo(sentence + "\n");
  }

  @Test
  void aPersonAtATerminalSeesHowFarItIs() {
    StringWriter shown = new StringWriter();
    StormProgress progress = progress(shown, new Terminal(true, false, 80));
    progress.played(99);
    assertThat(shown.toString()).isEmpty();
    progress.played(100);
    progress.played(101);
    assertThat(shown.toString()).isEqualTo("\r\u001b[K100 of 1000 runs");
    progress.end();
    assertThat(shown.toString()).endsWith("runs\r\u001b[K");
  }

  @Test
  void whatBreaksIsToldAtOnceAndAnywhere() {
    StringWriter shown = new StringWriter();
    StormProgress progress = progress(shown, Printed.PAPER);
    progress.played(100);
    progress.broken(7, "TellsNoSecret");
    assertThat(shown.toString())
        .isEqualTo("Seed 7 breaks TellsNoSecret; making the case as small as possible.\n");
  }

  private static StormProgress progress(StringWriter shown, Terminal terminal) {
    return new StormProgress(new Page(new PrintWriter(shown), terminal), 1000);
  }
}
