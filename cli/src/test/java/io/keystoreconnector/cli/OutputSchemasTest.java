package io.keystoreconnector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.keystoreconnector.cli.Shell.Result;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.room.Account;
import io.keystoreconnector.room.Accounts;
import io.keystoreconnector.runs.ShellWords;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What --json prints is what docs/schemas promises. */
class OutputSchemasTest {

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private static Account account;

  @TempDir private Path folder;

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
             'keyStores': [
               {'name': 'payments', 'state': 'FAILED', 'errorCode': 'USER_LOCKED_OUT', 'cluster': 'cluster-payments234'},
               {'name': 'orders', 'state': 'CONNECTED', 'cluster': 'cluster-orders23456'},
               {'name': 'partner', 'state': 'FAILED', 'errorCode': 'XKS_PROXY_NOT_REACHABLE', 'xks': {}}],
             'clusters': [{'id': 'cluster-payments234', 'hsms': 2}, {'id': 'cluster-orders23456', 'hsms': 1}],
             'secrets': [{'name': 'payments/kmsuser', 'value': 'Renewed1234'}]}
            """);
    Shell.at(account, "start", "payments", "--follow");
    Shell.at(account, "start", "orders", "--follow");
  }

  @AfterAll
  static void close() {
    account.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "status --all-regions",
        "fleet",
        "fleet p* --needed",
        "diagnose payments",
        "diagnose orders",
        "diagnose partner",
        "diagnose payments --aftermath",
        "start orders",
        "start orders --follow",
        "start * --dry-run",
        "start --all --dry-run --follow",
        "start payments orders --follow",
        "run payments orders --dry-run",
        "follow payments",
        "run orders",
        "run payments",
        "open orders --report",
        "journal payments",
        "journal partner",
        "journal payments --clear --yes"
      })
  void whatIsPrintedOfAnAccountIsAsPromised(String command) throws IOException {
    List<String> words = ShellWords.of(command + " --json");
    Result result = Shell.at(account, words.toArray(String[]::new));
    assertThat(problems(words.getFirst(), result.out())).as(result.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rehearse",
        "rehearse renewed-secret start-connected",
        "rehearse --list",
        "storm --runs 2 --seed 1 --jobs 1",
        "storm --sequences 1 --seed 1 --jobs 1",
        "explore secret-unusable-in-a-row",
        "explore --list",
        "simulate",
        "template --bucket my-artifacts",
        "template --bucket-prefix my-artifacts",
        "template --bucket-prefix my-artifacts --regions eu-central-1,us-iso-east-1"
      })
  void whatIsPrintedWithoutAnAccountIsAsPromised(String command) throws IOException {
    List<String> words = ShellWords.of(command + " --json");
    Result result = Shell.ofThisTree().connector(words.toArray(String[]::new));
    assertThat(problems(words.getFirst(), result.out())).as(result.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deploy --bucket my-artifacts --key-stores * --dry-run",
        "deploy --bucket my-artifacts --key-stores * --yes",
        "deploy --yes",
        "publish --bucket-prefix my-artifacts --regions eu-central-1",
        "publish --bucket-prefix my-artifacts --regions eu-central-1 --yes"
      })
  void whatIsPrintedOfADeploymentIsAsPromised(String command) throws IOException {
    List<String> words = ShellWords.of(command + " --json --endpoint-url " + account.endpoint());
    Result result = Shell.ofThisTree().waitingIn(account).connector(words.toArray(String[]::new));
    assertThat(problems(words.getFirst(), result.out())).as(result.err() + result.out()).isEmpty();
    assertThat(result.code()).isZero();
  }

  @Test
  void aRehearsalWithDifferencesIsAsPromised() throws IOException {
    Path file = folder.resolve("wrong.json");
    Files.writeString(
        file,
        """
        {"title": "x", "story": "y", "request": {"customKeyStoreName": "payments"},
         "world": {"keyStores": [{"name": "payments", "state": "CONNECTED"}], "clusters": [{}]},
         "expect": {"status": "FAILED"}}
        """);
    Result result = Shell.ofThisTree().connector("rehearse", file.toString(), "--json");
    assertThat(result.code()).isEqualTo(1);
    assertThat(problems("rehearse", result.out())).as(result.out()).isEmpty();
  }

  @Test
  void eachLineOfTheSandboxIsAsPromised() throws Exception {
    Process sandbox =
        Processes.connector(folder, Processes.ANYBODY, "sandbox", "--port", "0", "--json").start();
    try (BufferedReader out = sandbox.inputReader(StandardCharsets.UTF_8)) {
      assertThat(problems("sandbox", String.valueOf(out.readLine()))).isEmpty();
    } finally {
      sandbox.destroy();
      sandbox.waitFor();
    }
    try (Stream<String> lines =
        Stream.of(
            "{\"event\":\"RUN_ENDED\",\"run\":\"a\",\"status\":\"FAILED\",\"error\":\"X\"}",
            "{\"event\":\"STOPPED\"}")) {
      assertThat(lines).allMatch(line -> problems("sandbox", line).isEmpty());
    }
  }

  @Test
  void everyCommandThatPrintsJsonHasASchemaAndNothingElseDoes() throws IOException {
    List<String> commands =
        DocumentedCommandsTest.commands().filter(name -> !name.equals("completion")).toList();
    try (Stream<Path> files = Files.list(schemas())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              commands.stream().map(name -> name + ".schema.json").toList());
    }
  }

  private static List<String> problems(String command, String json) {
    Schema schema = SCHEMAS.getSchema(read(schemas().resolve(command + ".schema.json")));
    return schema.validate(json, InputFormat.JSON).stream().map(String::valueOf).toList();
  }

  private static Path schemas() {
    return Installation.ofThisProcess().root().resolve("docs/schemas");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
