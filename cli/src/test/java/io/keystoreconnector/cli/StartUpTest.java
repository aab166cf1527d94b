package io.keystoreconnector.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.room.Account;
import io.keystoreconnector.room.Accounts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartUpTest {

  @TempDir private Path folder;

  @Test
  void whatTheFunctionsAreToldInThisEnvironmentDoesNotCountInARehearsal() throws Exception {
    Process process =
        Processes.connector(folder, Map.of("MANAGED_KEY_STORES", "none"), "rehearse").start();
    List<String> lines = process.inputReader(UTF_8).lines().toList();
    assertThat(process.waitFor()).as(lines.toString()).isZero();
  }

  @Test
  void whatTheFunctionsAreToldInThisEnvironmentCountsForAKeyStoreOfOnesOwn() throws Exception {
    Map<String, String> environment = new HashMap<>(Processes.ANYBODY);
    environment.put("MANAGED_KEY_STORES", "none");
    try (Account account = Accounts.like("start-disconnected")) {
      Process process =
          Processes.connector(
                  folder,
                  environment,
                  "diagnose",
                  "payments",
                  "--endpoint-url",
                  account.endpoint().toString())
              .start();
      assertThat(process.inputReader(UTF_8).lines()).anyMatch(line -> line.contains("NOT_ALLOWED"));
      assertThat(process.waitFor()).isEqualTo(1);
    }
  }

  @Test
  void theDigitsInSentencesAreTheSameInEveryLanguage() throws Exception {
    Process process =
        Processes.java(
                folder,
                Map.of(),
                List.of("-Duser.language=ar", "-Duser.country=EG"),
                "rehearse",
                "connected-one-hsm")
            .start();
    List<String> lines = process.inputReader(UTF_8).lines().toList();
    assertThat(process.waitFor()).as(lines.toString()).isZero();
  }

  /** It would take longer to load than the rest of the command line. */
  @Test
  void commandsThatNeedNoAccountDoNotLoadTheSdk() throws Exception {
    Process process =
        Processes.java(folder, Map.of(), List.of("-Xlog:class+load:stdout"), "rehearse", "--list")
            .start();
    List<String> lines = process.inputReader(UTF_8).lines().toList();
    assertThat(process.waitFor()).isZero();
    assertThat(lines)
        .anyMatch(line -> line.contains("io.keystoreconnector.cli.operator.StatusCommand"))
        .noneMatch(line -> line.contains("software.amazon.awssdk"));
  }
}
