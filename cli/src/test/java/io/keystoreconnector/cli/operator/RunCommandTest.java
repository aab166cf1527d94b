package io.keystoreconnector.cli.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Processes;
import io.keystoreconnector.cli.Shell;
import io.keystoreconnector.cli.Shell.Result;
import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.emulator.http.SandboxServer;
import io.keystoreconnector.emulator.world.RealTime;
import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.room.Account;
import io.keystoreconnector.room.Accounts;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

/** The workflow in real time, over the sandbox in real time. */
public class RunCommandTest {

  private static final String REQUEST =
      "{\"customKeyStoreName\": \"payments\", \"pollSeconds\": 5}";

  @TempDir private Path folder;

  @BeforeAll
  public static void signIn() {
    Shell.signIn();
  }

  @Test
  void connectsAndEndsWithZero() throws IOException {
    Result result = run("{'state': 'DISCONNECTED', 'connectSeconds': 1}", REQUEST);
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains("look      DISCONNECTED; cluster ACTIVE")
        .contains("answer    KMS is connecting the key store.")
        .contains("look      CONNECTED; cluster ACTIVE")
        .contains(" outcome       CONNECTED, after ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'state': 'CONNECTED'}                                 | ''               | 0 | CONNECTED
          {}                                                     | 'dryRun': true   | 0 | DRY RUN
          {'state': 'FAILED', 'errorCode': 'USER_LOCKED_OUT'}    | ''               | 1 | NEEDS A PERSON, USER_LOCKED_OUT
          {}                                                     | 'addHsm': true, 'update': {'xksProxyUriPath': '/example/kms/xks/v1'} | 2 | INVALID REQUEST
          """)
  void endsWithWhatCameOfIt(String store, String field, int code, String outcome)
      throws IOException {
    String request =
        "{'customKeyStoreName': 'payments'%s}".formatted(field.isEmpty() ? "" : ", " + field);
    Result result = run(store, request.replace('\'', '"'));
    assertThat(result.code()).isEqualTo(code);
    assertThat(result.out()).contains(" outcome       " + outcome + ", after ");
  }

  @Test
  void aDryRunTellsItsPlanAsAPersonWouldSayIt() throws IOException {
    String out =
        run(
                "{'state': 'FAILED', 'errorCode': 'USER_LOCKED_OUT'}",
                "{\"customKeyStoreName\": \"payments\", \"dryRun\": true}")
            .out();
    assertThat(out.replaceAll("\\s+", " "))
        .contains(
            " Dry run, nothing was changed. The next action would be: Call for a person. The key"
                + " store");
  }

  @Test
  void takesTheRequestFromAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("request.json"), REQUEST);
    assertThat(run("{'state': 'CONNECTED'}", file.toString()).code()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run --request {"a":                   | The request is not JSON, line 1, column 6: Unexpected end-of-input within/between Object entries
          run --request {"a":5                  | The request is not JSON, line 1, column 7: Unexpected end-of-input: expected close marker for Object.
          run --request {}{}                    | The request must be one JSON object, but more
          run --request {}x                     | The request is not JSON, line 1
          run --request []                      | The request must be a JSON object, not a list.
          run --request /dev/null               | The request is empty; --request takes a file or
          run --request no-such-file            | File no-such-file does not exist or cannot be read; --request takes
          run a --endpoint-url here             | --endpoint-url must be a URL such as
          run a --endpoint-url 127.0.0.1:4566   | --endpoint-url must be a URL such as
          run                                   | Name a key store by its id or name, or by customKeyStoreId in the request
          run --request {}                      | Name a key store
          run a --request {"polSeconds":5}      | polSeconds is not a field
          """)
  void answersWrongUsageWithOneSentenceAndTwo(String args, String beginning) {
    Result result = Shell.ofThisTree().connector(args.split(" ", -1));
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).startsWith(beginning).hasLineCount(1);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void refusesWhatCannotBeTheInputOfAnExecution() throws IOException {
    Result deep =
        Shell.ofThisTree()
            .connector("run", "--request", "{\"a\":".repeat(1_001) + "1" + "}".repeat(1_001));
    assertThat(deep.code()).isEqualTo(2);
    assertThat(deep.err()).startsWith("The request is nested too deeply").hasLineCount(1);
    Result large =
        Shell.ofThisTree().connector("run", "a", "--request", "{\"maxAttempts\": 1e400}");
    assertThat(large.code()).isEqualTo(2);
    assertThat(large.err()).startsWith("maxAttempts must be ").hasLineCount(1);
  }

  @Test
  void saysThatThereIsNoRegion() throws Exception {
    Process process = process(Map.of(), "run", "--request", REQUEST);
    assertThat(process.errorReader(UTF_8).readAllAsString())
        .isEqualTo(
            "No AWS Region is set: use --region, or set AWS_REGION, or a region in your profile in"
                + " ~/.aws/config.\n");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @Test
  void saysThatTheRegionIsNoName() throws Exception {
    Process process = process(Map.of("AWS_REGION", "EU Central 1"), "run", "--request", REQUEST);
    assertThat(process.errorReader(UTF_8).readAllAsString())
        .isEqualTo(
            "The Region must be a name such as eu-central-1: check --region, AWS_REGION and your"
                + " profile.\n");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @Test
  void saysThatNothingAnswersAtTheEndpoint() throws IOException {
    String url;
    try (SandboxServer server = serve("{}")) {
      url = server.endpoint().toString();
    }
    Result result =
        Shell.ofThisTree().connector("run", "--request", REQUEST, "--endpoint-url", url);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "Nothing answers at " + url + ": connection refused; is the sandbox running there?\n");
  }

  @Test
  void keepsItsJournalInAFileWithoutAnySecretThatJournalShows() throws IOException {
    System.setProperty("aws.accountId", "111122223333");
    try (SandboxServer server = serve("{'state': 'DISCONNECTED', 'connectSeconds': 1}")) {
      Shell shell = Shell.ofThisTree().keeping(folder);
      String here = server.endpoint().toString();
      Result run = shell.connector("run", "--request", REQUEST, "--endpoint-url", here);
      assertThat(run.code()).as(run.out() + run.err()).isZero();
      assertThat(run.out())
          .contains("journal   read: nothing remembered", "journal   written down: Connect");
      Path file = folder.resolve("111122223333-eu-central-1.json");
      Map<String, Object> journal =
          JSON.std.mapFrom(
              shell
                  .connector("journal", "payments", "--local", "--json", "--endpoint-url", here)
                  .out());
      assertThat(journal).containsEntry("keptIn", Map.of("file", file.toString()));
      assertThat(String.valueOf(journal.get("execution")))
          .startsWith("arn:aws:states:eu-central-1:this-machine:execution:run:run-");
    } finally {
      System.clearProperty("aws.accountId");
    }
  }

  @Test
  void aDamagedJournalIsSaidBeforeAnythingIsDone() throws IOException {
    System.setProperty("aws.accountId", "111122223333");
    try (SandboxServer server = serve("{}")) {
      Path journal = folder.resolve("111122223333-eu-central-1.json");
      Files.writeString(journal, "damaged");
      Result result =
          Shell.ofThisTree()
              .keeping(folder)
              .connector(
                  "run", "--request", REQUEST, "--endpoint-url", server.endpoint().toString());
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err()).startsWith("The journal " + journal + " is damaged (");
      assertThat(result.out()).isEmpty();
    } finally {
      System.clearProperty("aws.accountId");
    }
  }

  @Test
  void saysThatADeploymentHasAJournalOfItsOwn() throws IOException {
    String world =
        "{'settings': {'requestsPerSecond': 0}, 'keyStores': [{'name': 'payments', 'state':"
            + " 'CONNECTED'}], 'clusters': [{}]}";
    try (Account account = Accounts.of(world)) {
      assertThat(Shell.at(account, "run", "payments").out().replaceAll("\\s+", " "))
          .startsWith(
              " journal The workflow is deployed here and has its own journal, the table"
                  + " connector-journal of the stack KeyStoreConnector; ./connector start uses it."
                  + " This run does not see it, and keeps its own only until it ends. ");
      assertThat(JSON.std.mapFrom(Shell.at(account, "run", "payments", "--json").out()))
          .containsKey("report");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void outputThatCannotBeWrittenIsNoSuccess() throws Exception {
    ProcessBuilder builder = Processes.connector(folder, Map.of(), "rehearse", "--list");
    Process process = builder.redirectOutput(new File("/dev/full")).start();
    assertThat(process.errorReader(UTF_8).readAllAsString())
        .isEqualTo("The output could not be written; is the disk full?\n");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aReaderWhoHasReadEnoughIsNotToldOfAnything() throws Exception {
    ProcessBuilder builder =
        Processes.java(
            folder, Map.of(), List.of("-Dconnector.pipe=true"), "rehearse", "--list", "--json");
    Process process = builder.start();
    process.getInputStream().close();
    assertThat(process.errorReader(UTF_8).readAllAsString()).isEmpty();
    assertThat(process.waitFor()).isEqualTo(ExitCode.READER_GONE);
  }

  @Test
  void aStoreThatDoesNotExistIsToldBeforeAnythingIsDone() throws IOException {
    Result result = run("{}", "{\"customKeyStoreName\": \"nobody\"}");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).startsWith("Key store nobody does not exist in ").hasLineCount(1);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void saysThatThereAreNoCredentials() throws Exception {
    Process process = process(Map.of("AWS_REGION", "eu-central-1"), "run", "--request", REQUEST);
    assertThat(process.errorReader(UTF_8).readAllAsString())
        .startsWith("No AWS credentials found: ")
        .hasLineCount(1);
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @Test
  void leavesTruthfulLastWordsWhenItIsInterrupted() throws Exception {
    try (SandboxServer server = serve("{'state': 'CONNECTING', 'secondsLeft': 'NEVER'}")) {
      Process process =
          process(
              Processes.ANYBODY,
              "run",
              "--request",
              REQUEST,
              "--endpoint-url",
              server.endpoint().toString());
      BufferedReader out = process.inputReader(UTF_8);
      assertThat(out.readLine()).contains("journal   read: nothing remembered");
      assertThat(out.readLine()).contains("look      CONNECTING. Waiting: ");
      Processes.interrupt(process);
      assertThat(out.readAllAsString().replaceAll("\\s+", " "))
          .matches(
              " Stopped after \\d+ s in step “(What next\\?|Check key store and HSMs|Wait)”\\. Last"
                  + " seen: CONNECTING\\. What KMS has started continues, and nothing is undone;"
                  + " the next run continues from there\\. ");
      assertThat(process.waitFor()).isEqualTo(Processes.INTERRUPTED);
    }
  }

  private static Result run(String store, String request) throws IOException {
    try (SandboxServer server = serve(store)) {
      return Shell.ofThisTree()
          .connector("run", "--request", request, "--endpoint-url", server.endpoint().toString());
    }
  }

  private static SandboxServer serve(String store) throws IOException {
    Map<String, Object> keyStore = JSON.std.mapFrom(store.replace('\'', '"'));
    keyStore.put("name", "payments");
    Map<String, Object> world =
        Map.of("clusters", List.of(Map.of()), "keyStores", List.of(keyStore));
    return SandboxServer.start(World.load(world, InstantSource.system(), new RealTime()), 0);
  }

  private Process process(Map<String, String> environment, String... args) throws IOException {
    return Processes.connector(folder, environment, args).start();
  }
}
