package io.keystoreconnector.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.runs.Skip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionCommandTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          st           | start status storm
          diag         | diagnose
          start --fol  | --follow
          follow --end | --endpoint-url
          """)
  void bashCompletesCommandsAndOptions(String typed, String offered) throws Exception {
    Skip.unless(Files.isExecutable(Path.of("/bin/bash")), "no bash here");
    Path script =
        Files.writeString(
            folder.resolve("completion"), Shell.ofThisTree().connector("completion").out());
    String[] words = typed.split(" ", -1);
    String asked =
        "source %s; COMP_WORDS=(./connector %s); COMP_CWORD=%d; _complete_connector; echo ${COMPREPLY[@]}"
            .formatted(script, typed, words.length);
    assertThat(printed(asked).split("\\s+", -1)).containsExactlyInAnyOrder(offered.split(" ", -1));
  }

  /** What compopt says outside of a real completion is not asked for. */
  private static String printed(String command) throws IOException, InterruptedException {
    Process bash =
        new ProcessBuilder("/bin/bash", "-c", command)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed = new String(bash.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(bash.waitFor()).as(printed).isZero();
    return printed;
  }
}
