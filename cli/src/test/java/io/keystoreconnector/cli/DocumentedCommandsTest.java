package io.keystoreconnector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Shell.Result;
import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.emulator.Bench;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.room.Account;
import io.keystoreconnector.room.Accounts;
import io.keystoreconnector.runs.ShellWords;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import software.amazon.awssdk.services.sfn.SfnClient;
import tools.jackson.jr.ob.JSON;

/** docs/command-line.md and the commands are of one mind. */
class DocumentedCommandsTest {

  private static final Set<String> OF_AWS = Set.of("--region", "--profile", "--endpoint-url");
  private static final Set<String> WITH_AWS =
      Set.of(
          "status",
          "fleet",
          "diagnose",
          "start",
          "follow",
          "open",
          "journal",
          "run",
          "deploy",
          "publish");

  private static final Set<String> WITH_REQUEST = Set.of("start", "run", "diagnose");

  private static Account account;
  private static Account withoutHub;

  @BeforeAll
  static void open() throws IOException {
    Shell.signIn();
    account =
        Accounts.of(
            """
            {'settings': {'requestsPerSecond': 0},
             'hub': [{'account': '111122223333', 'region': 'eu-central-1', 'inventoryAt': '2026-11-23T03:00:00Z'},
               {'account': '111122223333', 'region': 'eu-central-1', 'keyStoreId': 'cks-a', 'name': 'prod-ledger', 'type': 'AWS_CLOUDHSM',
                'state': 'FAILED', 'errorCode': 'USER_LOCKED_OUT', 'since': '2026-11-23T03:00:00Z', 'managed': true, 'needs': 'Start a run.',
                'runOutcome': 'NEEDS_A_PERSON', 'runCode': 'USER_LOCKED_OUT', 'runEndedAt': '2026-11-23T03:00:00Z', 'runExecution': 'arn',
                'newsAt': '2026-11-23T03:00:00Z'},
               {'place': 'x', 'entry': 'y'}],
             'keyStores': [{'name': 'payments', 'id': 'cks-0123456789abcdef0', 'state': 'CONNECTED'},
               {'name': 'prod-ledger', 'id': 'cks-0123456789abcdef1', 'state': 'CONNECTED', 'xks': {}},
               {'name': 'orders', 'id': 'cks-0123456789abcdef2', 'state': 'CONNECTED', 'xks': {}}],
             'clusters': [{}], 'secrets': [{'name': 'payments/kmsuser', 'value': 'Renewed1234'}]}
            """);
    withoutHub = Accounts.of("{'settings': {'requestsPerSecond': 0}}");
    Bench.client(SfnClient.builder(), account.endpoint())
        .startExecution(
            r ->
                r.stateMachineArn(account.machineArn())
                    .name("first")
                    .input("{\"customKeyStoreName\": \"payments\"}"));
  }

  @AfterAll
  static void close() {
    account.close();
    withoutHub.close();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandAndOptionIsDocumentedAndTheOtherWayRound(String command) throws IOException {
    assertThat(documented(section(command))).as(command).isEqualTo(options(command));
    assertThat(text()).contains("| [`%1$s`](#%1$s) |".formatted(command));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandPrintsForProgramsTooButTheOneWhoseOutputIsAScript(String command)
      throws IOException {
    assertThat(options(command).contains("--json")).isEqualTo(!command.equals("completion"));
  }

  @Test
  void theOptionsForAwsAreDocumentedOnce() throws IOException {
    assertThat(documented(section("AWS: Region, credentials, endpoint"))).isEqualTo(OF_AWS);
    assertThat(commands().filter(c -> named(c).contains("--region")))
        .containsExactlyInAnyOrderElementsOf(WITH_AWS);
  }

  @Test
  void theOptionsForARequestAreDocumentedOnce() throws IOException {
    Set<String> ofRequest = requestOptions();
    assertThat(ofRequest).contains("--secret", "--before-connect");
    assertThat(commands().filter(c -> named(c).containsAll(ofRequest)))
        .containsExactlyInAnyOrderElementsOf(WITH_REQUEST);
  }

  private static Set<String> requestOptions() throws IOException {
    String heading = "\n### A request as options\n";
    assertThat(text()).containsOnlyOnce(heading);
    return documented(text().split(heading, 2)[1].split("\n## ", 2)[0]);
  }

  @Test
  void everyExitCodeIsDocumented() throws IOException {
    assertThat(section("Exit codes"))
        .contains("\n| " + ExitCode.GOOD + " |", "\n| " + ExitCode.BAD + " |")
        .contains("\n| " + ExitCode.WRONG_USAGE + " |", "\n| 130 |")
        .contains("\n| " + ExitCode.NOT_CONNECTED + " |", "\n| " + ExitCode.READER_GONE + " |");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyHelpHasAnExampleAndFitsEightyColumns(String command) {
    String help = Shell.ofThisTree().connector(command, "--help").out();
    assertThat(help.replaceAll("\\s+", " "))
        .containsAnyOf("Example: ", "Examples: ")
        .containsAnyOf("./connector " + command, "(./connector " + command);
    assertThat(help.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(81));
    assertThat(help.substring(help.lastIndexOf("\nExample")).lines().skip(1))
        .as("whole commands, which can be copied")
        .allMatch(line -> line.startsWith("  ") || line.startsWith("Example"));
  }

  @Test
  void theHelpHasEveryCommandInOneOfThreeGroups() {
    assertThat(Stream.of(CommandGroups.values()).flatMap(group -> group.commands().stream()))
        .containsExactlyInAnyOrderElementsOf(subcommands().keySet());
    assertThat(Shell.ofThisTree().connector("--help").out())
        .containsSubsequence(
            "\nOperate:\n  status ", "\nTry, without an AWS account:\n  rehearse ", "\nDevelop:\n");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleWorks(String example) throws IOException {
    List<String> words = ShellWords.of(example);
    Account used = words.contains("--hub") ? withoutHub : account;
    if (WITH_AWS.contains(words.getFirst())) {
      words.addAll(List.of("--endpoint-url", used.endpoint().toString()));
    }
    // CloudFormation works by the clock of the account.
    Shell shell =
        words.getFirst().equals("deploy")
            ? Shell.ofThisTree().waitingIn(used)
            : Shell.ofThisTree().withoutWaiting();
    Result result = shell.connector(words.toArray(String[]::new));
    assertThat(result.code()).as(result.err() + result.out()).isZero();
    assertThat(result.out()).isNotEmpty();
    if (words.contains("--json")) {
      assertThat(JSON.std.anyFrom(result.out())).isNotNull();
    }
  }

  static Stream<String> commands() {
    return subcommands().keySet().stream().filter(name -> !name.equals("help"));
  }

  private static Map<String, CommandLine> subcommands() {
    return Connector.commandLine(Installation.ofThisProcess(), Printed.PAPER).getSubcommands();
  }

  static Stream<String> examples() throws IOException {
    return Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL)
        .matcher(text())
        .results()
        .flatMap(block -> block.group(1).lines())
        .map(line -> line.replaceFirst("^\\./connector ", ""));
  }

  /** Its own options: neither those of every command nor those of every command that needs AWS. */
  private static Set<String> options(String command) throws IOException {
    Set<String> own = new TreeSet<>(named(command));
    if (WITH_REQUEST.contains(command)) {
      own.removeAll(requestOptions());
    }
    own.remove("--help");
    own.removeAll(OF_AWS);
    return own;
  }

  private static Set<String> named(String command) {
    return Objects.requireNonNull(subcommands().get(command)).getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .map(OptionSpec::longestName)
        .collect(Collectors.toSet());
  }

  private static Set<String> documented(String section) {
    return Pattern.compile("(?m)^\\| `(--[a-z-]+)")
        .matcher(section)
        .results()
        .map((MatchResult row) -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String section(String title) throws IOException {
    String heading = "\n## " + title + "\n";
    assertThat(text()).containsOnlyOnce(heading);
    String below = text().substring(text().indexOf(heading) + heading.length());
    return below.split("\n###? ", 2)[0];
  }

  private static String text() throws IOException {
    return Files.readString(Installation.ofThisProcess().root().resolve("docs/command-line.md"));
  }
}
