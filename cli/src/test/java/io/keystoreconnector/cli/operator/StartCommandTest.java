package io.keystoreconnector.cli.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Processes;
import io.keystoreconnector.cli.Shell;
import io.keystoreconnector.cli.Shell.Result;
import io.keystoreconnector.local.Endpoint;
import io.keystoreconnector.room.Account;
import io.keystoreconnector.room.Accounts;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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

/** start and follow, against the workflow as it is deployed in a sandbox. */
class StartCommandTest {

  private static final String UPDATE =
      "{\"update\": {\"keyStorePasswordSecretId\": \"payments/kmsuser\"}}";

  @TempDir private Path folder;

  @BeforeAll
  static void signIn() {
    Shell.signIn();
  }

  @Test
  void startsTheMachineOfTheStackAndTellsHowToFollowTheRun() throws IOException {
    try (Account account = Accounts.like("renewed-secret")) {
      Result started =
          Shell.at(account, "start", "--stack", "KeyStoreConnector", "--store", "payments");
      assertThat(started.code()).isZero();
      assertThat(started.out())
          .startsWith(" started       by the stack KeyStoreConnector\n")
          .containsPattern(
              "run +arn:aws:states:eu-central-1:111122223333:execution:connect-key-store:payments-\\d{8}-\\d{6}-\\d{3}\n")
          .contains("./connector follow arn:aws:states:", " --endpoint-url " + account.endpoint());
    }
  }

  @Test
  void followsTheRunToItsEnd() throws IOException {
    try (Account account = Accounts.like("renewed-secret")) {
      Result followed =
          Shell.at(account, "start", "--store", "payments", "--request", UPDATE, "--follow");
      assertThat(followed.code()).isZero();
      assertThat(followed.out())
          .contains("look      FAILED with INVALID_CREDENTIALS")
          .contains("decide    Disconnect. The key store is FAILED with INVALID_CREDENTIALS: KMS")
          .contains("decide    Update. Giving KMS the credentials from the new secret version.")
          .contains(
              "decide    Connect. The key store is DISCONNECTED; connecting it, attempt 1 of 3.")
          .contains(" outcome       CONNECTED, after 4 min 2");
    }
  }

  @Test
  void joinsARunAndShowsWhatHasHappenedFirst() throws IOException {
    try (Account account = Accounts.like("renewed-secret")) {
      String whole =
          Shell.at(account, "start", "--store", "payments", "--request", UPDATE, "--follow").out();
      String arn = whole.lines().filter(line -> line.startsWith(" run ")).findFirst().orElseThrow();
      Result joined = Shell.at(account, "follow", arn.replaceAll(" run +", ""));
      assertThat(joined.code()).isZero();
      // An ARN says the Region, and the next command stays there.
      assertThat(lasting(whole))
          .endsWith(lasting(joined.out().replace(" --region eu-central-1", "")));
    }
  }

  @Test
  void drawsTheRunThatItFollows() throws IOException {
    try (Account account = Accounts.like("renewed-secret")) {
      String started = Shell.at(account, "start", "--store", "payments", "--json").out();
      String arn = String.valueOf(JSON.std.mapFrom(started).get("executionArn"));
      Path picture = folder.resolve("run.html");
      assertThat(Shell.at(account, "follow", arn, "--report", picture.toString()).out())
          .endsWith(" report        " + picture + "\n");
      assertThat(Files.readString(picture))
          .contains("The run payments-")
          .contains("\"run\":\"" + arn)
          .contains("\"endpoint\":\"" + account.endpoint())
          .contains("./connector diagnose payments --region eu-central-1 --endpoint-url ")
          .contains(
              "./connector start payments --secret payments/kmsuser --before-connect --follow")
          .contains("./connector start payments --follow --region eu-central-1 --endpoint-url ");
      Path named = folder.resolve("reports");
      Files.createDirectory(named);
      assertThat(Shell.at(account, "follow", arn, "--report", named.toString()).out())
          .containsPattern(
              " report        " + named + "/payments-INVALID_CREDENTIALS-\\d{8}T\\d{6}Z\\.html\n");
    }
  }

  /** Whoever writes there is told that the disk is full. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aDiskThatIsFullAtTheEndDoesNotHideTheOutcome() throws IOException {
    Path full = Files.createSymbolicLink(folder.resolve("full.html"), Path.of("/dev/full"));
    try (Account account = Accounts.like("renewed-secret")) {
      String started = Shell.at(account, "start", "--store", "payments", "--json").out();
      String arn = String.valueOf(JSON.std.mapFrom(started).get("executionArn"));
      Result followed = Shell.at(account, "follow", arn, "--json", "--report", full.toString());
      Files.delete(full); // JUnit warns of links that lead out of its folder.
      assertThat(JSON.std.mapFrom(followed.out())).containsEntry("status", "FAILED");
      assertThat(followed.err()).contains(full + " could not be written");
    }
  }

  /** How many looks are told together depends on when they are fetched. */
  private static String lasting(String printed) {
    return printed.lines().filter(line -> !line.contains("more look")).collect(joining("\n"));
  }

  @Test
  void endsAsTheRunDoes() throws IOException {
    try (Account account = Accounts.like("renewed-secret")) {
      assertThat(Shell.at(account, "start", "--store", "payments", "--follow").code()).isEqualTo(1);
      assertThat(
              Shell.at(
                      account,
                      "start",
                      "--store",
                      "payments",
                      "--request",
                      "{\"update\": {\"xksProxyUriPath\": \"/example/kms/xks/v1\"}}",
                      "--follow")
                  .code())
          .isEqualTo(2);
    }
  }

  @Test
  void tellsProgramsHowTheRunEnded() throws IOException {
    try (Account account = Accounts.like("renewed-secret")) {
      Result followed =
          Shell.at(
              account, "start", "--store", "payments", "--request", UPDATE, "--follow", "--json");
      Map<String, Object> json = JSON.std.mapFrom(followed.out());
      assertThat(json).containsEntry("status", "SUCCEEDED").containsKey("executionArn");
      assertThat((Map<?, ?>) json.get("report")).extracting("outcome").isEqualTo("CONNECTED");
      Map<String, Object> started =
          JSON.std.mapFrom(Shell.at(account, "start", "--store", "payments", "--json").out());
      assertThat(started)
          .containsEntry("stateMachineArn", account.machineArn())
          .containsEntry("stack", "KeyStoreConnector");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          start                                         | Name a key store by its id or name
          start --store payments --request {"customKeyStoreName":"payments"} | Name the key store once
          start payments --store payments               | Name the key store once
          start payments --request {"pollSecond":10}    | pollSecond is not a field
          start --store payments --request []           | The request must be a JSON object
          start --store nobody                          | Key store nobody does not exist in eu-central-1 in this account
          start --store cks-0000000000000000a           | Key store cks-0000000000000000a does not exist in eu-central-1
          start --store payments --stack nowhere        | Stack nowhere does not exist in eu-central-1 in this account
          start --store payments --stack=               | --stack must be a stack name such as KeyStoreConnector: a letter, then up to 127 letters, digits and hyphens.
          status --stack a_b                            | --stack must be a stack name such as KeyStoreConnector: a letter, then up to 127 letters, digits and hyphens.
          follow here                                   | Key store here does not exist in eu-central-1
          follow arn:here                               | A run's ARN must look like arn:aws:states:
          follow payments                               | There is no run for payments among the last 50; this starts one: ./connector start payments --follow
          start Payments                                | Key store Payments does not exist in eu-central-1 in this account; ./connector status lists those that do. Did you mean payments?
          start payment                                 | Key store payment does not exist in eu-central-1 in this account; ./connector status lists those that do. Did you mean payments?
          start payments --secret a --request {}        | Give the request either as options or with --request, not both.
          start payments --before-connect               | --before-connect needs a change to make, such as --secret
          start payments --secret <SECRET>              | --secret must be the name or ARN of a secret
          start payments --secret a --xks-path /kms/xks/v1 | --secret and --cluster are for a CloudHSM key store and cannot be combined with
          start payments --secret a --now               | --now is only for --xks-path and --xks-secret, because
          start payments --max-attempts 11              | --max-attempts must be a whole number from 1 to 10.
          start payments --xks-service a                | --xks-service must be a service name such as com.amazonaws.vpce.eu-central-1.vpce-svc-0a1b2c3d4e5f60718, or an empty string with --xks-connectivity PUBLIC_ENDPOINT.
          start payments orders                         | Key store orders does not exist in eu-central-1 in this account; ./connector status lists those that exist.
          status payments                               | status takes no name; payments is a word too many.
          start payments --request {addHsm: true}       | The shell has taken the JSON apart: put it in single quotation marks
          start payments --request {addHsm:true}        | The shell has taken the JSON apart: put it in single quotation marks
          open payments                                 | There is no run for payments among the last 50
          follow arn:aws:states:eu-central-1:111122223333:execution:connect-key-store:nobody | Execution arn:aws:states:
          """)
  void saysInOneSentenceWhatIsWrong(String args, String beginning) throws IOException {
    try (Account account = Accounts.like("renewed-secret")) {
      Result result = Shell.at(account, args.split(" ", -1));
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err()).startsWith(beginning).hasLineCount(1);
      assertThat(result.out()).isEmpty();
    }
  }

  @Test
  void optionsMakeTheSameRequestAsJson() throws IOException {
    try (Account account = Accounts.like("renewed-secret")) {
      Result followed =
          Shell.at(
              account,
              "start",
              "payments",
              "--secret",
              "payments/kmsuser",
              "--before-connect",
              "--follow");
      assertThat(followed.code()).as(followed.out()).isZero();
      assertThat(followed.out())
          .contains("decide    Update. Giving KMS the credentials from the new secret version.");
    }
  }

  @Test
  void aKeyStoreIsFollowedByItsName() throws IOException {
    try (Account account = Accounts.like("renewed-secret")) {
      Shell.at(account, "start", "payments", "--request", UPDATE, "--follow");
      assertThat(Shell.at(account, "follow", "payments").out())
          .contains(" outcome       CONNECTED, after 4 min 2");
    }
  }

  @Test
  void anotherRunThatIsInProgressIsMentioned() throws IOException {
    String world =
        "{'keyStores': [{'name': 'payments', 'state': 'CONNECTING', 'secondsLeft': 'NEVER'}],"
            + " 'clusters': [{}]}";
    try (Account account = Accounts.inRealTime(world)) {
      String first = Shell.at(account, "start", "payments", "--json").out();
      Result second = Shell.at(account, "start", "payments");
      assertThat(second.code()).isZero();
      assertThat(second.out())
          .contains(
              "Another run for this key store is in progress.",
              "./connector follow " + JSON.std.mapFrom(first).get("executionArn"));
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aRequestMayComeThroughAPipe() throws Exception {
    try (Account account = Accounts.like("start-connected")) {
      Process process =
          Processes.connector(
                  folder,
                  Processes.ANYBODY,
                  "start",
                  "--request",
                  "/dev/stdin",
                  "--endpoint-url",
                  account.endpoint().toString())
              .redirectErrorStream(true)
              .start();
      try (BufferedWriter request = process.outputWriter(UTF_8)) {
        request.write("{\"customKeyStoreName\": \"payments\"}");
      }
      String printed = process.inputReader(UTF_8).readAllAsString();
      assertThat(process.waitFor()).as(printed).isZero();
      assertThat(printed).contains(":connect-key-store:payments-");
    }
  }

  @Test
  void aRunIsOpenedAsAPicture() throws IOException {
    try (Account account = Accounts.like("renewed-secret")) {
      Shell.at(account, "start", "payments", "--request", UPDATE, "--follow");
      Map<String, Object> opened =
          JSON.std.mapFrom(Shell.at(account, "open", "payments", "--report", "--json").out());
      assertThat(opened).containsEntry("opened", true);
      Path picture = Path.of(URI.create(String.valueOf(opened.get("address"))));
      assertThat(Files.readString(picture)).contains("The run payments-");
      Files.delete(picture);
      assertThat(Shell.at(account, "open", "payments").err())
          .startsWith("A custom endpoint has no console; --report opens a picture of the run.");
    }
  }

  @Test
  void whoMayNotLookAtKeyStoresMayStillStart() throws IOException {
    try (Account account =
        Accounts.of(
            "{'keyStores': [{'name': 'payments', 'state': 'CONNECTED'}], 'clusters': [{}],"
                + " 'faults': [{'fault': 'ACCESS_DENIED', 'operation':"
                + " 'DescribeCustomKeyStores'}]}")) {
      assertThat(Shell.at(account, "start", "--store", "payments").code()).isZero();
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void onCtrlCTheRunGoesOnAndCanBeJoinedAgain() throws Exception {
    String world =
        "{'keyStores': [{'name': 'payments', 'state': 'CONNECTING', 'secondsLeft': 'NEVER'}],"
            + " 'clusters': [{}]}";
    try (Account account = Accounts.inRealTime(world)) {
      String here = account.endpoint().toString();
      Process process =
          Processes.connector(
                  folder,
                  Processes.ANYBODY,
                  "start",
                  "--store",
                  "payments",
                  "--follow",
                  "--endpoint-url",
                  here)
              .start();
      List<String> lines = new ArrayList<>();
      BufferedReader out = process.inputReader(UTF_8);
      while (lines.isEmpty() || !lines.getLast().contains("look      CONNECTING. Waiting: ")) {
        lines.add(String.valueOf(out.readLine()));
        assertThat(lines.getLast()).as(lines.toString()).isNotEqualTo("null");
      }
      Processes.interrupt(process);
      String arn = lines.get(1).replaceAll(" run +", "");
      assertThat(out.readAllAsString())
          .endsWith(
              " You stopped following it. The run continues. To follow it again:\n"
                  + " ./connector follow %s --endpoint-url %s\n".formatted(arn, here));
      assertThat(process.waitFor()).isEqualTo(Processes.INTERRUPTED);
      assertThat(Accounts.send("GET", account.endpoint().resolve("/_sandbox/calls"), "").text())
          .doesNotContain("StopExecution");
    }
  }

  @Test
  void noConsoleIsNamedForASandboxThatTheEnvironmentNames() throws Exception {
    try (Account account = Accounts.like("renewed-secret")) {
      Map<String, String> environment = new HashMap<>(Processes.ANYBODY);
      Endpoint.VARIABLES.forEach(
          variable -> environment.put(variable, account.endpoint().toString()));
      Process process = Processes.connector(folder, environment, "start", "payments").start();
      assertThat(process.inputReader(UTF_8).readAllAsString())
          .contains(" follow it ")
          .doesNotContain("console");
      assertThat(process.waitFor()).isZero();
    }
  }

  @Test
  void theConsoleIsTheOneOfThePartition() {
    assertThat(
            ConsoleLink.of(
                new ExecutionArn(
                    "arn:aws-cn:states:cn-north-1:111122223333:execution:connect-key-store:a")))
        .isEqualTo(
            "https://console.amazonaws.cn/states/home?region=cn-north-1#/v2/executions/details/"
                + "arn:aws-cn:states:cn-north-1:111122223333:execution:connect-key-store:a");
  }
}
