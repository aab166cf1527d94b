package io.keystoreconnector.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartUpTest {

  @TempDir private Path folder;

  /** It would take longer to load than the rest of the command line. */
  @Test
  void commandsThatNeedNoAccountDoNotLoadTheSdk() throws Exception {
    Process process =
        Processes.java(folder, Map.of(), List.of("-Xlog:class+load:stdout"), "rehearse", "--list")
            .start();
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.waitFor()).isZero();
    assertThat(lines)
        .anyMatch(line -> line.contains("io.keystoreconnector.sandbox.cli.StatusCommand"))
        .noneMatch(line -> line.contains("software.amazon.awssdk"));
  }
}
