package io.keystoreconnector.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes scripts, and runs them. */
final class Scripts {

  private Scripts() {}

  /** Makes the file a script of this line. */
  static void executable(Path file, String line) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** What it prints, and that it ends with this code. */
  static List<String> printed(int code, ProcessBuilder command) throws Exception {
    Process process = command.redirectErrorStream(true).start();
    List<String> lines = process.inputReader(UTF_8).lines().toList();
    assertThat(process.waitFor()).as(lines.toString()).isEqualTo(code);
    return lines;
  }
}
