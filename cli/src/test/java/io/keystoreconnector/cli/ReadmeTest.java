package io.keystoreconnector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Shell.Result;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.room.Account;
import io.keystoreconnector.room.Accounts;
import io.keystoreconnector.runs.ShellWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What README.md says is true. */
class ReadmeTest {

  private static final Path ROOT = Installation.ofThisProcess().root();

  @TempDir private Path scenarios;

  @BeforeAll
  static void signIn() {
    Shell.signIn();
  }

  @Test
  void theTwoCommandsStandAtTheTopAndContinuousIntegrationRunsTheSecond() throws IOException {
    assertThat(readme()).containsSubsequence("```\n./connector rehearse\n./mvnw verify\n```", "##");
    assertThat(Files.readString(ROOT.resolve(".ci/run"))).contains("\n./mvnw verify\n");
  }

  @Test
  void aRehearsalPrintsWhatItSays() throws IOException {
    String printed = block("## What a rehearsal prints");
    assertThat(stripped(Shell.ofThisTree().connector("rehearse").out()))
        .contains(stripped(printed));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandWorks(String command) throws IOException {
    try (Account connected =
        Accounts.of(
            "{'keyStores': [{'name': 'payments', 'state': 'CONNECTED'}], 'clusters': [{}],"
                + " 'hub': [{'account': '111122223333', 'region': 'eu-central-1'}]}")) {
      String endpoint = connected.endpoint().toString();
      List<String> words = ShellWords.of(command);
      if (List.of("status", "fleet", "diagnose", "start", "run", "deploy")
          .contains(words.getFirst())) {
        words.addAll(List.of("--endpoint-url", endpoint));
      }
      Shell shell = words.contains("--all") ? ofAFewScenarios() : Shell.ofThisTree();
      // CloudFormation works by the clock of the account.
      Shell waiting =
          words.getFirst().equals("deploy") ? shell.waitingIn(connected) : shell.withoutWaiting();
      Result result = waiting.connector(words.toArray(String[]::new));
      assertThat(result.code()).as(result.err()).isZero();
    }
  }

  /** EveryScenarioTest plays all of them. */
  private Shell ofAFewScenarios() throws IOException {
    for (String name : List.of("renewed-secret.json", "start-connected.json")) {
      Files.copy(Installation.ofThisProcess().scenarios().resolve(name), scenarios.resolve(name));
    }
    return Shell.withOwnScenarios(scenarios);
  }

  static Stream<String> commands() throws IOException {
    return Pattern.compile("^(?:\\| `)?\\./connector ([^\\n`]+)", Pattern.MULTILINE)
        .matcher(readme())
        .results()
        .map(found -> found.group(1))
        // It does not end by itself; SandboxCommandTest starts and stops it.
        .filter(command -> !command.startsWith("sandbox"));
  }

  /** As the runbook says; else a store that is DISCONNECTED is connected with the old one first. */
  @Test
  void whoeverCopiesARequestWithANewPasswordHasItPushedBeforeTheConnect() throws IOException {
    for (String page : List.of("README.md", "docs/command-line.md", "docs/sandbox.md")) {
      assertThat(read(ROOT.resolve(page)).lines())
          .as(page)
          .filteredOn(
              line ->
                  line.contains("\"keyStorePasswordSecretId\":") || line.contains("--secret pay"))
          .isNotEmpty()
          .allSatisfy(
              line ->
                  assertThat(line)
                      .containsAnyOf("\"when\": \"BEFORE_CONNECT\"", " --before-connect "));
    }
  }

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first code block under a heading. */
  private static String block(String heading) throws IOException {
    String text = readme();
    int begin = text.indexOf("```\n", text.indexOf(heading)) + 4;
    return text.substring(begin, text.indexOf("```", begin));
  }

  private static String stripped(String text) {
    return String.join("\n", text.lines().map(String::stripTrailing).toList());
  }
}
