package io.keystoreconnector.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.room.Account;
import io.keystoreconnector.room.Accounts;
import io.keystoreconnector.runs.Skip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
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

  @Test
  void bashCompletesTheNamesOfKeyStores() throws Exception {
    Skip.unless(Files.isExecutable(Path.of("/bin/bash")), "no bash here");
    Path script =
        Files.writeString(
            folder.resolve("completion"), Shell.ofThisTree().connector("completion").out());
    Path connector =
        Files.writeString(
            folder.resolve("connector"),
            "#!/bin/sh\n[ \"$2\" = --stores ] && printf 'payments\\npay ments\\norders\\n'\n");
    assertThat(connector.toFile().setExecutable(true)).isTrue();
    String asked =
        "source %s; COMP_WORDS=(%s diagnose pay); COMP_CWORD=2; _complete_connector_and_stores; printf '%%s|' \"${COMPREPLY[@]}\""
            .formatted(script, connector);
    assertThat(printed(asked)).isEqualTo("payments|pay\\ ments|");
  }

  @Test
  void theNamesAreThoseOfTheAccount() throws Exception {
    try (Account account =
        Accounts.of(
            "{'keyStores': [{'name': 'payments'}, {'name': '-rf'}, {'name': 'a\\u001bb'}],"
                + " 'clusters': [{}]}")) {
      Map<String, String> environment = new HashMap<>(Processes.ANYBODY);
      environment.put("AWS_ENDPOINT_URL", account.endpoint().toString());
      Process names = Processes.connector(folder, environment, "completion", "--stores").start();
      assertThat(names.inputReader(UTF_8).readAllAsString()).isEqualTo("payments\n");
      assertThat(names.waitFor()).isZero();
    }
    Process nowhere = Processes.connector(folder, Map.of(), "completion", "--stores").start();
    assertThat(nowhere.inputReader(UTF_8).readAllAsString()).isEmpty();
    assertThat(nowhere.waitFor()).isZero();
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
