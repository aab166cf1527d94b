package io.keystoreconnector.cli.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Shell;
import io.keystoreconnector.cli.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

class ExploreCommandTest {

  private static final String WORLD =
      """
      {"title": "CONNECTED, and a person", "story": "It stays so, or not.",
       "world": {"keyStore": {"state": "CONNECTED"}},
       "person": {"mayDo": [{"does": "DISCONNECT"}]},
       "interleaving": [], "expect": {"status": "SUCCEEDED"%s}%s}
      """;

  @TempDir private Path folder;

  @Test
  void tellsHowManyStatesThereAre() throws IOException {
    Result result = explore(WORLD.formatted("", ""));
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains("CONNECTED, and a person", "distinct states", "interleavings played")
        .contains("Nothing new can happen.", "As the world's file says: no rule can be broken.");
  }

  @Test
  void whatIsKnownToBreakIsNotTakenForADiscovery() {
    Result result = Shell.ofThisTree().connector("explore", "guard");
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains("NeverDisconnectsAConnectedStore can be broken, as expected, in ")
        .contains("\nAs the world's file says; for the reason see “The race that");
  }

  @Test
  void saysSoIfThereIsMore() throws IOException {
    Result result = explore(WORLD.formatted("", ""), "--most", "1");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).contains("There is more; see --most.");
  }

  @Test
  void saysSoIfARuleHoldsThatTheFileSaysIsBroken() throws IOException {
    Result result = explore(WORLD.formatted(", \"breaches\": [\"BuysOneHsmInAll\"]", ""));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).contains("BuysOneHsmInAll holds, but the world's file says otherwise");
  }

  @Test
  void printsJsonForPrograms() throws IOException {
    Result result = explore(WORLD.formatted("", ""), "--json");
    assertThat(JSON.std.listFrom(result.out()).getFirst())
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsOnlyKeys(
            "world",
            "states",
            "steps",
            "interleavings",
            "complete",
            "cpuSeconds",
            "outcomes",
            "breaches",
            "kept",
            "asExpected");
  }

  @Test
  void refusesAWorldWhoseStatesCannotBeToldApart() throws IOException {
    String faults =
        ", \"functionFaults\": [{\"function\": \"Check\", \"error\": \"Lambda.Unknown\"}]";
    Result result = explore(WORLD.formatted("", faults));
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains(" has functionFaults, which a small world cannot have.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          guart    | Unknown small world: guart; ./connector explore --list shows them all. Did you mean guard?
          --most=0 | --most must be 1 or more.
          """)
  void saysInOneSentenceWhatIsWrong(String argument, String sentence) {
    Result result = Shell.ofThisTree().connector("explore", argument);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).isEqualTo(sentence + "\n");
  }

  @Test
  void listsTheWorlds() {
    Result result = Shell.ofThisTree().connector("explore", "--list");
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("guard: The guard's information is out of date");
  }

  @Test
  void listsTheWorldsForPrograms() throws IOException {
    Result result = Shell.ofThisTree().connector("explore", "--list", "--json");
    assertThat(JSON.std.listFrom(result.out()))
        .allSatisfy(
            world ->
                assertThat(world)
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsOnlyKeys("world", "title", "story"))
        .extracting("world")
        .contains("guard", "leave");
  }

  private Result explore(String world, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("world.json"), world);
    List<String> arguments = new ArrayList<>(List.of("explore", file.toString()));
    arguments.addAll(List.of(options));
    return Shell.ofThisTree().connector(arguments.toArray(String[]::new));
  }
}
