package io.keystoreconnector.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Shell;
import io.keystoreconnector.cli.Shell.Result;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.room.Account;
import io.keystoreconnector.room.Accounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

/** start and follow for several key stores, against the workflow as it is deployed in a sandbox. */
class StartFleetTest {

  @TempDir private Path folder;

  private static final String WORLD =
      """
      {'keyStores': [
         {'id': 'cks-0123456789abcdef0', 'name': 'prod-payments', 'cluster': 'cluster-payments234'},
         {'id': 'cks-0123456789abcdef1', 'name': 'prod-ledger', 'cluster': 'cluster-ledger23456'},
         {'id': 'cks-0123456789abcdef2', 'name': 'test-cards', 'xks': {}}],
       'clusters': [{'id': 'cluster-payments234', 'hsms': 0}, {'id': 'cluster-ledger23456'}]}
      """;

  @BeforeAll
  static void signIn() {
    Shell.signIn();
  }

  @Test
  void onePatternStartsARunForEachKeyStoreAndTheReportTellsOfAll() throws IOException {
    try (Account account = Accounts.of(WORLD)) {
      Result followed = Shell.at(account, "start", "prod-*", "--follow");
      assertThat(followed.code()).isEqualTo(1);
      assertThat(followed.out())
          .containsPattern(
              "run +arn:aws:states:eu-central-1:111122223333:execution:connect-fleet:fleet-")
          .containsPattern("\\d\\d:\\d\\d  prod-payments +NEEDS A PERSON, NO_ACTIVE_HSM\n")
          .containsPattern("\\d\\d:\\d\\d  prod-ledger +CONNECTED\n")
          .contains(" outcome         NEEDS A PERSON, after ")
          .contains(" connected       prod-ledger\n")
          .contains(" needs a person  prod-payments: NO_ACTIVE_HSM. ")
          .containsPattern("command +.+:\n   ./connector [a-z]+ prod-payments.* --endpoint-url ")
          .doesNotContain("test-cards");
    }
  }

  @Test
  void allMeansEveryKeyStore() throws IOException {
    try (Account account = Accounts.of(WORLD)) {
      assertThat(Shell.at(account, "start", "--all", "--dry-run", "--follow").out())
          .contains(" next            prod-payments: ")
          .contains(" next            prod-ledger: Connect.")
          .contains(" next            test-cards: Connect.");
    }
  }

  @Test
  void theSameOptionsGoToEach() throws IOException {
    try (Account account =
        Accounts.of(
            """
            {'keyStores': [
               {'name': 'a', 'state': 'FAILED', 'errorCode': 'INVALID_CREDENTIALS',
                'password': 'OldPassword1', 'cluster': 'cluster-payments234'},
               {'id': 'cks-0123456789abcdef1', 'name': 'b', 'xks': {}}],
             'clusters': [{'id': 'cluster-payments234', 'kmsuser': {'password': 'NewPassword2'}}],
             'secrets': [{'name': 'a/kmsuser', 'value': 'NewPassword2'}]}
            """)) {
      Result followed =
          Shell.at(account, "start", "a", "b", "--secret", "{name}/kmsuser", "--leave", "--follow");
      assertThat(followed.out()).contains(" connected       a\n", " left            b\n");
      assertThat(followed.code()).isZero();
    }
  }

  @Test
  void theSecretsOfBothTypesCanBeNamedAndEachGoesWhereItFits() throws IOException {
    try (Account account = Accounts.of(WORLD)) {
      Result planned =
          Shell.at(
              account,
              "start",
              "--all",
              "--secret",
              "{name}/kmsuser",
              "--xks-secret",
              "{name}/proxy",
              "--dry-run",
              "--follow");
      assertThat(planned.err()).isEmpty();
      assertThat(planned.code()).as(planned.out()).isZero();
    }
  }

  @Test
  void oneExactNameIsOneKeyStore() throws IOException {
    try (Account account = Accounts.of(WORLD)) {
      assertThat(Shell.at(account, "start", "prod-ledger").out())
          .contains(":execution:connect-key-store:prod-ledger-");
    }
  }

  @Test
  void aFleetIsFollowedByItsArn() throws IOException {
    try (Account account = Accounts.of(WORLD)) {
      Map<String, Object> started =
          JSON.std.mapFrom(Shell.at(account, "start", "*", "--json").out());
      assertThat(started).extracting("stateMachineArn").asString().endsWith(":connect-fleet");
      String arn = String.valueOf(started.get("executionArn"));
      Result followed = Shell.at(account, "follow", arn);
      assertThat(followed.code()).isEqualTo(1);
      assertThat(followed.out())
          .contains(" connected       prod-ledger, test-cards\n")
          .contains(" needs a person  prod-payments: ");
      Map<String, Object> json = JSON.std.mapFrom(Shell.at(account, "follow", arn, "--json").out());
      assertThat(json).containsEntry("error", "KEY_STORES_NEED_A_PERSON");
      assertThat((Map<?, ?>) json.get("report")).extracting("outcome").isEqualTo("NEEDS_A_PERSON");
    }
  }

  @Test
  void onATerminalTheLinesOfTheKeyStoresAreOverwritten() throws IOException {
    try (Account account = Accounts.of(WORLD)) {
      String out =
          Shell.ofThisTree()
              .withoutWaiting()
              .on(new Terminal(true, false, 79))
              .connector("start", "*", "--follow", "--endpoint-url", account.endpoint().toString())
              .out();
      assertThat(out).contains("\u001b[J");
      String last = out.substring(out.lastIndexOf("\u001b[J"));
      assertThat(last)
          .containsPattern("\\d\\d:\\d\\d  prod-payments  NEEDS A PERSON, NO_ACTIVE_HSM *\n")
          .containsPattern("\\d\\d:\\d\\d  prod-ledger    CONNECTED *\n")
          .containsPattern("\\d\\d:\\d\\d  test-cards     CONNECTED *\n");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          start nothing-*                       | Pattern nothing-* matches no key store in eu-central-1 in this account; ./connector status lists those that exist.
          start prod-ledger prod-legder         | Key store prod-legder does not exist in eu-central-1 in this account; ./connector status lists those that exist. Did you mean prod-ledger?
          start --all prod-ledger               | --all means every key store; leave out the names, or leave out --all.
          start --all --store prod-ledger       | --all means every key store; leave out the names, or leave out --all.
          start prod-* --store prod-ledger      | --store is for one key store; give ids, names and patterns without it.
          start pom.xml src                     | Key store pom.xml does not exist in eu-central-1 in this account; ./connector status lists those that exist. A file here has that name: put a pattern in quotation marks, such as 'prod-*'.
          start pom.xml                         | Key store pom.xml does not exist in eu-central-1 in this account; ./connector status lists those that do. A file here has that name: put a pattern in quotation marks, such as 'prod-*'.
          start --all --secret payments/kmsuser | --secret must be a string with {name} or {id} in it, because a secret belongs to one key store.
          start --all --password-told           | --password-told is a confirmation about one key store: start a run for that key store.
          start --all --cluster cluster-1       | --cluster is a setting of one key store: start a run for that key store.
          start --all --request {"keyStores":["a"]} | Name the key stores once: either in the command or with keyStores in the request.
          start --all --request {"customKeyStoreName":"a"} | Name the key stores once: either in the command or with customKeyStoreName in the request.
          start --request {"keyStores":[]}      | keyStores must be a list of 1 to 100 ids, names or patterns
          """)
  void saysInOneSentenceWhatIsWrong(String args, String beginning) throws IOException {
    try (Account account = Accounts.of(WORLD)) {
      Result result = Shell.at(account, args.split(" ", -1));
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err()).startsWith(beginning).hasLineCount(1);
      assertThat(result.out()).isEmpty();
    }
  }

  @Test
  void whoeverMayNotListKeyStoresMayStillStart() throws IOException {
    try (Account account =
        Accounts.of(
            "{'keyStores': [{'name': 'a'}], 'clusters': [{}], 'faults': [{'fault':"
                + " 'ACCESS_DENIED', 'operation': 'DescribeCustomKeyStores'}]}")) {
      assertThat(Shell.at(account, "start", "*").code()).isZero();
    }
  }

  @Test
  void aRequestThatNamesSeveralKeyStoresNeedsNoOtherName() throws IOException {
    try (Account account = Accounts.of(WORLD)) {
      Result followed =
          Shell.at(account, "start", "--request", "{\"keyStores\": [\"prod-ledger\"]}", "--follow");
      assertThat(followed.out()).contains(" connected       prod-ledger\n");
      assertThat(followed.code()).isZero();
    }
  }

  @Test
  void thePictureOfAFleetShowsItsOwnStates() throws IOException {
    try (Account account = Accounts.of(WORLD)) {
      String arn =
          String.valueOf(
              JSON.std
                  .mapFrom(Shell.at(account, "start", "*", "--json").out())
                  .get("executionArn"));
      Path picture = folder.resolve("fleet.html");
      Shell.at(account, "follow", arn, "--report", picture.toString());
      assertThat(Files.readString(picture))
          .contains("Each key store", "List key stores")
          .doesNotContain("Check key store and HSMs");
    }
  }
}
