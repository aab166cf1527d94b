package io.keystoreconnector.rehearsal.company;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.local.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssumedTest {

  /** SimulatedDefaultsTest compares what the page says of checks and alarms with a deployment. */
  @Test
  void thePageSaysWhatTheSimulationTakesForGranted() throws IOException {
    List<String> page =
        Files.readAllLines(Installation.ofThisProcess().root().resolve("docs/company.md"));
    assertThat(page)
        .containsAll(
            Assumed.named().entrySet().stream()
                .map(row -> "| %s | %s |".formatted(row.getKey(), row.getValue()))
                .toList());
  }
}
