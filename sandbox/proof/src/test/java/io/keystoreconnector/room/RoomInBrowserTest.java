package io.keystoreconnector.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.local.Installation;
import io.keystoreconnector.rehearsal.scenario.Rehearsal;
import io.keystoreconnector.rehearsal.scenario.Scenario;
import io.keystoreconnector.rehearsal.scenario.Scenarios;
import io.keystoreconnector.room.control.OpenRoom;
import io.keystoreconnector.runs.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lets web/test play in the rehearsal room with Chromium, and plays the files that it has
 * downloaded.
 */
class RoomInBrowserTest {

  private final Installation installation = Installation.ofThisProcess();

  @TempDir private Path downloads;

  @Test
  void holdsInABrowserWhatWebTestClaims() throws Exception {
    Browser.need();
    Scenario scenario = new Scenarios(installation.scenarios()).read("renewed-secret");
    try (OpenRoom virtual = Accounts.room(scenario, Speed.VIRTUAL, call -> {}, run -> {});
        OpenRoom live = Accounts.room(scenario, Speed.REAL, call -> {}, run -> {})) {
      Browser.assertHolds(
          "room.test.mjs",
          Map.of(
              "VIRTUAL", virtual.endpoint().toString(),
              "LIVE", live.endpoint().toString(),
              "DOWNLOADS", downloads.toString()));
    }
    assertThat(taken()).hasSize(2).allSatisfy(this::assertComesOutAgain);
  }

  private List<Path> taken() throws IOException {
    try (Stream<Path> files = Files.list(downloads)) {
      return files.filter(file -> file.toString().endsWith(".json")).toList();
    }
  }

  private void assertComesOutAgain(Path file) throws IOException {
    try (Rehearsal rehearsal = new Rehearsal(installation, 1)) {
      assertThat(rehearsal.play(Scenarios.read(file)).differences()).isEmpty();
    }
  }
}
