package io.keystoreconnector.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Shell;
import io.keystoreconnector.cli.Shell.Result;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.emulator.world.AttributeValue;
import io.keystoreconnector.emulator.world.CallRecord;
import io.keystoreconnector.emulator.world.HubTable;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.room.Account;
import io.keystoreconnector.room.Accounts;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

class FleetCommandTest {

  private static final String WORLD =
      """
      {'hub': [
         {'account': '111122223333', 'region': 'eu-central-1', 'connector': 'c', 'keyStores': 2,
          'firstNewsAt': '-50', 'newsAt': '-1', 'inventoryAt': '-1'},
         {'account': '111122223333', 'region': 'eu-central-1', 'keyStoreId': 'cks-0000000000000000a', 'name': 'payments',
          'connector': 'c', 'state': 'FAILED', 'errorCode': 'USER_LOCKED_OUT', 'since': '-3', 'stateSeenAt': '-1',
          'type': 'AWS_CLOUDHSM', 'managed': true, 'inventoryAt': '-1', 'newsAt': '-1',
          'needs': 'Follow the runbook: USER_LOCKED_OUT.', 'runOutcome': 'NEEDS_A_PERSON', 'runCode': 'USER_LOCKED_OUT',
          'runSucceeded': false, 'runEndedAt': '-2', 'runExecution': 'arn:aws:states:eu-central-1:111122223333:execution:m:r'},
         {'account': '111122223333', 'region': 'eu-central-1', 'keyStoreId': 'cks-0000000000000000b', 'name': 'orders',
          'connector': 'c', 'state': 'CONNECTED', 'since': '-72', 'stateSeenAt': '-1', 'connectedSince': '-72', 'newsAt': '-1'},
         {'account': '444455556666', 'region': 'us-east-1', 'connector': 'c', 'keyStores': 1,
          'firstNewsAt': '-200', 'newsAt': '-50', 'inventoryAt': '-50', 'silentSince': '-24'},
         {'account': '444455556666', 'region': 'us-east-1', 'keyStoreId': 'cks-0000000000000000c', 'name': 'ledger',
          'connector': 'c', 'state': 'CONNECTED', 'since': '-72', 'stateSeenAt': '-50', 'newsAt': '-50'}]}
      """;

  /** Times are hours from now, so that what is printed does not depend on the date. */
  private static String world() {
    Instant now = Instant.now();
    return Pattern.compile("'(-\\d+)'")
        .matcher(WORLD)
        .replaceAll(
            hours -> "'" + now.plus(Duration.ofHours(Long.parseLong(hours.group(1)))) + "'");
  }

  @BeforeAll
  static void signIn() {
    Shell.signIn();
  }

  @Test
  void showsEveryKeyStoreOfEveryAccountAndWhatIsNeeded() throws IOException {
    try (Account account = Accounts.of(world())) {
      Result result = Shell.at(account, "fleet");
      assertThat(result.code()).isZero();
      assertThat(page()).contains("```\n" + result.out() + "```\n");
      assertThat(result.out())
          .isEqualTo(
              """
              2 of 3 CONNECTED, 1 needs a person
                ACCOUNT       REGION        NAME      STATE      SINCE   LAST RUN
                111122223333  eu-central-1  orders    CONNECTED  3 days  -
                111122223333  eu-central-1  payments  FAILED     3 h     USER_LOCKED_OUT, 2 h ago
                  USER_LOCKED_OUT: kmsuser is locked after too many wrong logins.
                  Follow the runbook: USER_LOCKED_OUT.
                444455556666  us-east-1     ledger    CONNECTED  3 days  -
              Account 444455556666 in us-east-1 is silent: what is known of it is 2 days old.
              """);
    }
  }

  @Test
  void aKeyStoreThatIsOffAsExpectedNeedsNobody() throws IOException {
    String asleep =
        world()
            .replaceFirst(
                "'state': 'FAILED', 'errorCode': 'USER_LOCKED_OUT'",
                "'state': 'DISCONNECTED', 'expected': 'DISCONNECTED'")
            .replaceFirst(" 'needs': '[^']*',", "");
    try (Account account = Accounts.of(asleep)) {
      assertThat(Shell.at(account, "fleet", "--account", "111122223333").out())
          .contains(
              "1 of 2 CONNECTED, none needs a person",
              """
                DISCONNECTED  3 h     USER_LOCKED_OUT, 2 h ago
                  It is expected to be DISCONNECTED.
              """)
          .doesNotContain("runbook");
      assertThat(Shell.at(account, "fleet", "payments", "--json").out())
          .contains("\"expected\" : \"DISCONNECTED\"");
    }
  }

  @ParameterizedTest
  @CsvSource({"DISCONNECTED, CONNECTED", "FAILED, DISCONNECTED", "CONNECTED, DISCONNECTED"})
  void onlyAKeyStoreThatIsOffAndMayBeIsCalledSo(String state, String expected) throws IOException {
    String other =
        world()
            .replaceFirst(
                "'state': 'FAILED', 'errorCode': 'USER_LOCKED_OUT'",
                "'state': '%s', 'expected': '%s'".formatted(state, expected));
    try (Account account = Accounts.of(other)) {
      assertThat(Shell.at(account, "fleet", "payments").out())
          .contains(state)
          .doesNotContain("It is expected to be");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'payments'                          | payments
          'cks-0000000000000000b'             | orders
          '*e*'                               | orders payments ledger
          --account 444455556666              | ledger
          --state connected                   | orders ledger
          --needed                            | payments
          --state FAILED --account 111122223333 p* | payments
          --state CONNECTING                  |
          """)
  void showsOnlyThoseThatAreAskedFor(String asked, String shown) throws IOException {
    String[] words = ("fleet " + asked.replace("'", "") + " --json").split(" ", -1);
    try (Account account = Accounts.of(world())) {
      Map<String, Object> json = JSON.std.mapFrom(Shell.at(account, words).out());
      List<String> names =
          ((List<?>) Objects.requireNonNull(json.get("keyStores")))
              .stream().map(store -> String.valueOf(((Map<?, ?>) store).get("name"))).toList();
      assertThat(names).isEqualTo(shown == null ? List.of() : List.of(shown.split(" ", -1)));
      assertThat(json.get("known")).isEqualTo(3);
    }
  }

  @Test
  void aFilterSaysHowManyTheHubKnows() throws IOException {
    try (Account account = Accounts.of(world())) {
      assertThat(Shell.at(account, "fleet", "orders").out())
          .startsWith("1 of 1 CONNECTED, none needs a person; the hub knows 3\n");
      assertThat(Shell.at(account, "fleet", "x*").out())
          .startsWith("No key store fits; the hub knows 3\n");
    }
  }

  @Test
  void anAccountThatIsLeftOutIsNotSilent() throws IOException {
    try (Account account = Accounts.of(world())) {
      assertThat(Shell.at(account, "fleet", "--account", "111122223333").out())
          .doesNotContain("silent");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fleet paymnets              | The hub knows no key store paymnets. Did you mean payments?
          fleet --account 999988887777 | The hub knows no account 999988887777: each account sends its first inventory within a day.
          fleet --account payments    | --account must be the number of an account, twelve digits.
          fleet --state CONECTED      | --state must be one of CONNECTED, CONNECTING, DISCONNECTED, DISCONNECTING, FAILED. Did you mean CONNECTED?
          fleet --watch --json        | --watch is for people; a program can run fleet --json in a loop.
          fleet --stack a --table b   | --table cannot be combined with --stack: each names the hub.
          fleet --stack nowhere       | Stack nowhere does not exist in eu-central-1 in this account: check --stack, --region and --profile for those of the hub, or deploy one (see docs/company.md).
          fleet --stack KeyStoreConnector | Stack KeyStoreConnector has no output HubTable, so it is no hub; docs/company.md says how to deploy one.
          fleet --stack=              | --stack must be a stack name such as connector-hub: a letter, then up to 127 letters, digits and hyphens.
          fleet --stack our_hub       | --stack must be a stack name such as connector-hub: a letter, then up to 127 letters, digits and hyphens.
          fleet --table=              | --table must be the name of a table such as connector-hub-HubTable: 3 to 255 letters, digits, underscores, dots and hyphens.
          fleet --table our$table | --table must be the name of a table such as connector-hub-HubTable: 3 to 255 letters, digits, underscores, dots and hyphens.
          fleet --table nowhere       | Table nowhere does not exist in eu-central-1 in this account: check --table, --region and --profile for those of the hub.
          """)
  void whatCannotBeShownIsSaidInOneSentence(String command, String sentence) throws IOException {
    try (Account account = Accounts.of(world())) {
      Result result = Shell.at(account, command.split(" ", -1));
      assertThat(result.err().lines().findFirst()).hasValue(sentence);
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.out()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DescribeStacks | AWS denied cloudformation:DescribeStacks (User: .* Or name the table with --table\\.
          Scan           | AWS denied dynamodb:Scan (User: .*
          """)
  void whoMayNotSeeItIsToldWhichRightIsMissing(String operation, String sentence)
      throws IOException {
    String denied =
        "{'faults': [{'fault': 'ACCESS_DENIED', 'operation': '%s'}], ".formatted(operation);
    try (Account account = Accounts.of(world().replaceFirst("\\{", denied))) {
      Result result = Shell.at(account, "fleet");
      assertThat(result.err().strip()).matches(sentence.replace("(", "\\("));
      assertThat(result.code()).isEqualTo(2);
    }
  }

  @Test
  void whereNoHubIsItSaysSo() throws IOException {
    try (Account account = Accounts.of("{}")) {
      Result result = Shell.at(account, "fleet");
      assertThat(result.err()).startsWith("Stack connector-hub does not exist in eu-central-1 ");
      assertThat(result.code()).isEqualTo(2);
    }
  }

  @Test
  void aHubThatKnowsNoKeyStoreSaysSo() throws IOException {
    try (Account account =
        Accounts.of("{'hub': [{'account': '111122223333', 'region': 'eu-central-1'}]}")) {
      assertThat(Shell.at(account, "fleet").out())
          .isEqualTo(
              "The hub knows no key store yet: each account sends its first inventory within a"
                  + " day.\n");
    }
  }

  @Test
  void theExitCodeSaysIfAPersonIsNeeded() throws IOException {
    try (Account account = Accounts.of(world())) {
      assertThat(Shell.at(account, "fleet", "--exit-code").code()).isEqualTo(3);
      assertThat(Shell.at(account, "fleet", "--exit-code", "--account", "444455556666").code())
          .isEqualTo(3);
      assertThat(
              Shell.at(account, "fleet", "orders", "--account", "111122223333", "--exit-code")
                  .code())
          .isZero();
    }
  }

  /** An item that someone wrote by hand, or a later release. */
  @Test
  void anItemThatLacksAnythingIsShownAsFarAsItGoes() throws IOException {
    try (Account account =
        Accounts.of(
            "{'hub': [{'place': 'x', 'entry': 'cks-1', 'since': 'x', 'name': 'a\\u001b[2Jb',"
                + " 'state': 7, 'runCode': 'B', 'newer': true}]}")) {
      Result result = Shell.at(account, "fleet");
      assertThat(result.code()).as(result.err()).isZero();
      assertThat(result.out()).contains("a?[2Jb", "an unknown time").doesNotContain("\u001b");
    }
  }

  @Test
  void onANarrowTerminalNothingIsLost() throws IOException {
    try (Account account = Accounts.of(world())) {
      String narrow =
          Shell.ofThisTree()
              .on(new Terminal(true, false, 40))
              .connector("fleet", "--endpoint-url", account.endpoint().toString())
              .out();
      assertThat(narrow.replaceAll("\n +", " "))
          .contains("payments FAILED, since 3 h, last run USER_LOCKED_OUT, 2 h ago");
      assertThat(narrow.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(41));
    }
  }

  @Test
  void aStateThatHasNoColumnKeepsItsColor() throws IOException {
    try (Account account = Accounts.of(world())) {
      assertThat(
              Shell.ofThisTree()
                  .on(new Terminal(true, true, 40))
                  .connector("fleet", "--endpoint-url", account.endpoint().toString())
                  .out())
          .contains("\u001b[31mFAILED\u001b[39m", "\u001b[32mCONNECTED\u001b[39m");
    }
  }

  @Test
  void watchingEndsWhenNobodyIsNeeded() throws IOException {
    try (Account account = Accounts.of(world())) {
      Result result =
          Shell.ofThisTree()
              .waiting(wait -> hearThatAllIsWell(account))
              .connector(
                  "fleet",
                  "payments",
                  "--account",
                  "111122223333",
                  "--watch",
                  "--exit-code",
                  "--endpoint-url",
                  account.endpoint().toString());
      assertThat(result.code()).isZero();
      assertThat(result.out())
          .containsSubsequence(
              "0 of 1 CONNECTED, 1 needs a person",
              "USER_LOCKED_OUT",
              "1 of 1 CONNECTED, none needs a person");
    }
  }

  private static void hearThatAllIsWell(Account account) {
    HubTable table = account.world().hubTable();
    for (Map<String, AttributeValue> item : table.items()) {
      if (item.containsKey("needs")) {
        Map<String, AttributeValue> well = new HashMap<>(item);
        well.keySet().removeAll(List.of("needs", "errorCode"));
        well.put("state", AttributeValue.of("CONNECTED"));
        table.put(well);
      }
    }
  }

  /** RowFieldsTest holds the document against what the recorder writes. */
  @Test
  void theseTestsKnowOnlyWhatTheDocumentSaysOfTheTable() throws IOException {
    String page = page();
    assertThat(Pattern.compile("'(\\w+)': ").matcher(WORLD).results().map(name -> name.group(1)))
        .filteredOn(name -> !name.equals("hub"))
        .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
  }

  @Test
  void thePolicyInTheDocumentIsWhatItNeeds() throws IOException {
    String page = page();
    List<String> allowed =
        Pattern.compile("\"Action\": \"[a-z]+:(\\w+)\"")
            .matcher(page)
            .results()
            .map((MatchResult action) -> action.group(1))
            .toList();
    try (Account account = Accounts.of(world())) {
      Shell.at(account, "fleet");
      List<CallRecord> calls = account.world().journal().calls();
      assertThat(new TreeSet<>(calls.stream().map(CallRecord::operation).toList()))
          .isEqualTo(new TreeSet<>(allowed));
    }
  }

  private static String page() throws IOException {
    return Files.readString(Installation.ofThisProcess().root().resolve("docs/company.md"));
  }
}
