package io.keystoreconnector.cli.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Shell;
import io.keystoreconnector.cli.Shell.Result;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.room.Account;
import io.keystoreconnector.room.Accounts;
import io.keystoreconnector.runs.ShellWords;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Five incidents of one night, each ended with the commands that are printed and nothing else. */
class NightTest {

  private static final int MOST_COMMANDS = 3;

  /** What no account knows: where the proxy has moved to. */
  private static final String NEW_ENDPOINT = "https://new.example.com";

  /** A command keeps its Region in the process. */
  @BeforeEach
  void signIn() {
    Shell.signIn();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          payments    | diagnose, --secret
          ledger      | diagnose, curl, --secret
          archive     | diagnose, --add-hsm, start archive
          partner-xks | diagnose, --xks-endpoint
          legacy      | diagnose, --cluster
          """)
  void anIncidentEndsWithThePrintedCommandsAndNothingElse(String store, String picked)
      throws IOException, InterruptedException {
    try (Account account = Accounts.of(world())) {
      List<String> printed = new ArrayList<>(lines(Shell.at(account, "status")));
      List<String> picks = List.of(picked.split(", ", -1));
      assertThat(picks).hasSizeLessThanOrEqualTo(MOST_COMMANDS);
      for (String pick : picks) {
        if (isConnected(account, store)) {
          break;
        }
        printed.addAll(lines(play(command(printed, store, pick))));
      }
      assertThat(isConnected(account, store)).as(String.join("\n", printed)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"payments", "ledger", "archive", "partner-xks", "legacy"})
  void theAnswerFitsATerminalOfEightyColumns(String store) throws IOException {
    try (Account account = Accounts.of(world())) {
      Result result =
          Shell.ofThisTree()
              .withoutWaiting()
              .on(new Terminal(false, false, 80))
              .connector("diagnose", store, "--endpoint-url", account.endpoint().toString());
      assertThat(result.out().lines().mapToInt(NightTest::height).sum())
          .as(result.out())
          .isLessThanOrEqualTo(24);
    }
  }

  /** Long lines are commands, which the terminal wraps. */
  private static int height(String line) {
    return Math.max(1, Math.ceilDiv(line.length(), 80));
  }

  @Test
  void diagnoseShowsWhereKmsLooksForTheProxy() throws IOException {
    try (Account account = Accounts.of(world())) {
      assertThat(Shell.at(account, "diagnose", "partner-xks").out().replaceAll("\\s+", " "))
          .contains(" proxy endpoint https://old.example.com, path /", ", PUBLIC_ENDPOINT ");
    }
  }

  @Test
  void theRunbooksPartAsksTheProxyThatKmsHasForANewOneThatOnlyPeopleKnow() throws IOException {
    try (Account account = Accounts.of(world())) {
      assertThat(Shell.at(account, "diagnose", "partner-xks", "--full").out())
          .contains("https://old.example.com")
          .contains("--xks-endpoint <XKS-ENDPOINT> --before-connect")
          .doesNotContain("proxy.example.com");
    }
  }

  @Test
  void everyValueInAnotherRegionIsFromThere() throws IOException {
    String world =
        """
        {'settings': {'region': 'us-east-1', 'requestsPerSecond': 0},
         'keyStores': [{'name': 'vpcx', 'state': 'FAILED',
           'errorCode': 'XKS_VPC_ENDPOINT_SERVICE_NOT_FOUND',
           'xks': {'connectivity': 'VPC_ENDPOINT_SERVICE',
             'vpcServiceName': 'com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d4e5f60718'},
           'proxy': {'vpcService': 'MISSING'}}], 'clusters': []}
        """;
    try (Account account = Accounts.of(world)) {
      String out = Shell.at(account, "diagnose", "vpcx", "--full", "--region", "us-east-1").out();
      assertThat(out)
          .contains("com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d4e5f60718")
          .contains("cks.kms.us-east-1.amazonaws.com")
          .doesNotContain("eu-central-1", "CloudHSM", "YOUR-");
    }
  }

  private static String command(List<String> printed, String store, String pick) {
    String command =
        printed.stream()
            .map(String::strip)
            .filter(line -> line.startsWith("./connector ") || line.startsWith("curl "))
            .filter(line -> line.contains(store) && line.contains(pick))
            .filter(line -> !line.contains("--full"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(pick + " in\n" + String.join("\n", printed)));
    String filled = command.replace("<XKS-ENDPOINT>", NEW_ENDPOINT);
    assertThat(filled).doesNotContain("<");
    return filled;
  }

  private static Result play(String command) throws IOException, InterruptedException {
    List<String> words = ShellWords.of(command);
    if (words.getFirst().equals("curl")) {
      // curl -sS -X METHOD URL -d BODY
      var reply = Accounts.send(words.get(3), URI.create(words.get(4)), words.getLast());
      assertThat(reply.text()).doesNotContain("error");
      return new Result(0, reply.text(), "");
    }
    return Shell.ofThisTree()
        .withoutWaiting()
        .connector(words.subList(1, words.size()).toArray(String[]::new));
  }

  private static List<String> lines(Result result) {
    return Stream.concat(result.out().lines(), result.err().lines()).toList();
  }

  private static boolean isConnected(Account account, String store) {
    return Shell.at(account, "status")
        .out()
        .lines()
        .anyMatch(line -> line.strip().startsWith(store + " ") && line.contains(" CONNECTED "));
  }

  private static String world() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(NightTest.class.getResourceAsStream("/night/five-incidents.json"))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
