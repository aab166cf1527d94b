package io.keystoreconnector.rehearsal.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.local.Installation;
import io.keystoreconnector.rehearsal.Proof;
import io.keystoreconnector.rehearsal.scenario.FunctionSwap;
import io.keystoreconnector.rehearsal.scenario.Rehearsal;
import io.keystoreconnector.rehearsal.scenario.Rehearsed;
import io.keystoreconnector.rehearsal.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.jr.ob.JSON;

/** The smaller ones of the small worlds; {@code ./connector explore} explores all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplorerTest {

  private static final long MOST = 5000;

  /** Each has an interleaving that is listed in docs/invariants.md. */
  private static final List<String> DOCUMENTED =
      Proof.either(
          List.of("guard", "guard-connecting", "stale", "secret-unusable-in-a-row"),
          List.of("guard", "secret-unusable-in-a-row"));

  private static final List<String> LARGER =
      List.of(
          "wrong-password-two-runs",
          "wrong-password-later",
          "dead-cluster",
          "just-disconnected",
          "table-fails-once");

  private final Installation installation = Installation.ofThisProcess();
  private final Map<String, Exploration> explored = new HashMap<>();

  @TempDir private Path folder;

  static Stream<String> worlds() {
    return Stream.concat(DOCUMENTED.stream(), Proof.either(LARGER, List.<String>of()).stream());
  }

  static Stream<String> documented() {
    return DOCUMENTED.stream();
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void findsWhatTheFileOfAWorldSaysAndNothingElse(String name) throws IOException {
    Exploration exploration = explored(name);
    assertThat(exploration.complete()).isTrue();
    assertThat(exploration.kept()).isEmpty();
    assertThat(exploration.findings()).allMatch(Finding::expected);
    assertThat(exploration.steps()).isGreaterThan(exploration.states());
  }

  /** The shortest interleavings found are those in docs/invariants.md. */
  @ParameterizedTest
  @MethodSource("documented")
  void theShortestInterleavingsStandInTheDocument(String name) throws IOException {
    String document = Files.readString(installation.root().resolve("docs/invariants.md"));
    List<Finding> findings = explored(name).findings();
    assertThat(findings).isNotEmpty();
    for (Finding finding : findings) {
      List<String> steps = finding.steps();
      assertThat(document)
          .contains(finding.rule())
          .contains("%s, %d steps:".formatted(name, steps.size()))
          .contains("```\n" + String.join("\n", steps) + "\n```");
    }
  }

  /** Runs that write the journal regardless of what another has written act on the same look. */
  @Test
  @EnabledIfSystemProperty(named = "connector.proof", matches = "true")
  void findsRunsThatDoNotTakeTurns() throws IOException {
    String hasty =
        installation
            .definition()
            .replaceAll(
                "(?s),\\s*\"ConditionExpression\".*?\"ExpressionAttributeValues\":"
                    + " \\{.*?\\}\\s*\\}",
                "");
    try (Rehearsal rehearsal = new Rehearsal(installation, hasty, FunctionSwap.NONE, 1)) {
      Exploration exploration = new Explorer(rehearsal, world("dead-cluster"), MOST).explore();
      assertThat(exploration.findings())
          .filteredOn(finding -> !finding.expected())
          .extracting(Finding::rule)
          .contains("ActsAloneOnALook", "BuysOneHsmInAll");
      assertThat(exploration.asExpected()).isFalse();
    }
  }

  @Test
  void findsTheSameEachTime() throws IOException {
    String name = Proof.either("dead-cluster", "secret-unusable-in-a-row");
    Exploration first = explored(name);
    Exploration second = explore(world(name), MOST);
    assertThat(second.states()).isEqualTo(first.states());
    assertThat(second.steps()).isEqualTo(first.steps());
    assertThat(second.plays()).isEqualTo(first.plays());
    assertThat(second.findings()).isEqualTo(first.findings());
  }

  @Test
  void givesUpAfterSoManyPlays() throws IOException {
    Exploration exploration = explore(world("dead-cluster"), 3);
    assertThat(exploration.plays()).isEqualTo(3);
    assertThat(exploration.complete()).isFalse();
    assertThat(exploration.asExpected()).isFalse();
  }

  @Test
  void theInterleavingOfAFindingCanBeRehearsed() throws IOException {
    Path file = folder.resolve("guard.json");
    world("guard").write(file, explored("guard").findings().getFirst());
    try (Rehearsal rehearsal = new Rehearsal(installation, 1)) {
      Rehearsed rehearsed = rehearsal.play(Scenarios.read(file));
      assertThat(rehearsed.differences()).isEmpty();
      assertThat(rehearsed.breaches().getFirst().rule())
          .isEqualTo("NeverDisconnectsAConnectedStore");
    }
  }

  @Test
  void whatCannotBeToldApartIsNotExplored() {
    assertThat(world("dead-cluster").obstacle()).isEmpty();
    assertThat(changed("latencyMillis").obstacle()).contains("world.settings.latencyMillis");
  }

  private static SmallWorld changed(String setting) {
    Map<String, Object> json =
        JSON.std.mapFrom(
            """
            {"title": "t", "story": "s", "expect": {"status": "SUCCEEDED"},
             "world": {"settings": {"%s": 1}}}
            """
                .formatted(setting));
    return new SmallWorld(json, Scenarios.of("changed", json));
  }

  private SmallWorld world(String name) {
    return SmallWorld.read(installation.smallWorlds().resolve(name + ".json"));
  }

  private Exploration explored(String name) throws IOException {
    if (!explored.containsKey(name)) {
      explored.put(name, explore(world(name), MOST));
    }
    return explored.get(name);
  }

  private Exploration explore(SmallWorld world, long most) throws IOException {
    try (Rehearsal rehearsal = new Rehearsal(installation, 1)) {
      return new Explorer(rehearsal, world, most).explore();
    }
  }
}
