package io.keystoreconnector.cli.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.keystoreconnector.cli.Printed;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.rehearsal.scenario.Rehearsal;
import io.keystoreconnector.rehearsal.scenario.Rehearsed;
import io.keystoreconnector.rehearsal.scenario.Scenario;
import io.keystoreconnector.rehearsal.scenario.Scenarios;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every file in sandbox/rehearsal/scenarios is a test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryScenarioTest {

  private final Installation installation = Installation.ofThisProcess();
  private final Scenarios scenarios = new Scenarios(installation.scenarios());
  private Rehearsal rehearsal;

  @BeforeAll
  void open() throws IOException {
    rehearsal = new Rehearsal(installation, 1);
  }

  @AfterAll
  void close() {
    rehearsal.close();
  }

  @TestFactory
  Stream<DynamicContainer> comesOutAsItsFileSays() {
    return scenarios.names().stream()
        .map(name -> dynamicContainer(name, Stream.of(name).flatMap(this::claims)));
  }

  private Stream<DynamicTest> claims(String name) {
    Rehearsed rehearsed = rehearsal.play(scenarios.read(name));
    return Stream.of(
        dynamicTest("comes out as its file says", () -> comesOutAsItsFileSays(rehearsed)),
        dynamicTest("gives no secret away", () -> givesNoSecretAway(rehearsed)));
  }

  private static void comesOutAsItsFileSays(Rehearsed rehearsed) {
    assertThat(rehearsed.differences()).isEmpty();
  }

  private static void givesNoSecretAway(Rehearsed rehearsed) {
    assertThat(PlantedSecrets.leakedBy(rehearsed, Printed.story(rehearsed))).isEmpty();
  }

  @Test
  void thereAreSecretsToBeFound() {
    Rehearsed rehearsed = rehearsal.play(scenarios.read("renewed-secret"));
    assertThat(PlantedSecrets.of(rehearsed))
        .contains("theOldPassword1", "theNewPassword2")
        .hasSizeGreaterThan(2);
    assertThat(PlantedSecrets.leakedBy(rehearsed, "pushed theNewPassword2"))
        .containsExactly("theNewPassword2");
    assertThat(rehearsed.logLines()).isNotEmpty();
  }

  @Test
  void comesOutTheSameEachTime() {
    Scenario scenario = scenarios.read("connect-throttled");
    Rehearsed first = rehearsal.play(scenario);
    Rehearsed second = rehearsal.play(scenario);
    assertThat(second.toJson()).isEqualTo(first.toJson());
    assertThat(second.execution().history()).hasSameSizeAs(first.execution().history());
    assertThat(second.execution().history().getLast())
        .isEqualTo(first.execution().history().getLast());
  }

  @Test
  void isInColourOnlyWhereThereMayBeColours() {
    Rehearsed rehearsed = rehearsal.play(scenarios.read("renewed-secret"));
    String coloured = Printed.inColour(rehearsed);
    assertThat(coloured).contains("\u001b[36mlook");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(Printed.story(rehearsed));
  }

  @Test
  void playsSideBySideWithTheSameResults() throws IOException {
    List<Scenario> all =
        List.of(scenarios.read("start-connected"), scenarios.read("renewed-secret"));
    try (Rehearsal two = new Rehearsal(installation, 2)) {
      assertThat(two.play(all, Rehearsed::toJson))
          .containsExactlyElementsOf(rehearsal.play(all, Rehearsed::toJson));
    }
  }
}
