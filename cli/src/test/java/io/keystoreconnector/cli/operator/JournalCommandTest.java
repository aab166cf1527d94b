package io.keystoreconnector.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Shell;
import io.keystoreconnector.cli.Shell.Result;
import io.keystoreconnector.cli.aws.JournalItem;
import io.keystoreconnector.emulator.http.SandboxServer;
import io.keystoreconnector.emulator.workflow.Workflows;
import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.room.Account;
import io.keystoreconnector.room.Accounts;
import io.keystoreconnector.statemachine.LambdaTasks;
import io.keystoreconnector.statemachine.Runner;
import io.keystoreconnector.statemachine.time.RealTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

class JournalCommandTest {

  private static final String ID = "cks-0000000000000000a";
  private static final String ARN =
      "arn:aws:states:eu-central-1:111122223333:execution:connect-key-store:payments-1";

  private static final String EVERYTHING =
      """
      {'format': 1,
       'line': {'act': 'Disconnect', 'at': '2026-01-15T03:00:00Z', 'run': '%1$s'},
       'repair': {'code': 'INVALID_CREDENTIALS', 'since': '2026-01-14T03:00:00Z', 'run': '%1$s'},
       'logIns': {'failed': 1, 'code': 'INVALID_CREDENTIALS', 'at': '2026-01-14T03:05:00Z', 'counted': true},
       'told': {'secret': 'payments/kmsuser', 'version': 'v-2', 'status': 'INTENDED', 'at': '2026-01-14T03:06:00Z'},
       'used': ['v-0', 'v-1'],
       'hsm': {'cluster': 'cluster-1a23b4cdefg', 'zone': 'eu-central-1a', 'id': 'hsm-1', 'status': 'BOUGHT',
               'at': '2026-01-13T03:00:00Z', 'run': '%1$s'}}
      """
          .formatted(ARN);

  private static final String WORLD =
      "{'keyStores': [{'name': 'payments', 'id': '%s', 'state': 'CONNECTED'}], 'clusters': [{}]%s}";

  @TempDir private Path folder;

  @BeforeAll
  static void signIn() {
    Shell.signIn();
  }

  @AfterEach
  void forgetTheAccount() {
    System.clearProperty("aws.accountId");
  }

  @Test
  void showsInWordsWhatIsRememberedAndWhere() throws IOException {
    try (Account account = remembering(EVERYTHING)) {
      Result result = at(account, "journal", "payments");
      assertThat(result.err()).isEmpty();
      assertThat(result.code()).isZero();
      assertThat(flat(result.out()))
          .contains(
              " key store payments (%s) ".formatted(ID),
              " kept in the table connector-journal of the stack KeyStoreConnector ",
              " unanswered Disconnect was started at 2026-01-15 03:00:00 UTC, by run payments-1;"
                  + " its result was not recorded ",
              " repair open since 2026-01-14 03:00:00 UTC, after INVALID_CREDENTIALS, by run"
                  + " payments-1 ",
              " logins 1 of 3 used; the last failed at 2026-01-14 03:05:00 UTC with"
                  + " INVALID_CREDENTIALS; ",
              " secret version v-2 of payments/kmsuser was to be sent to KMS at 2026-01-14 03:06:00"
                  + " UTC; it is unknown whether KMS accepted it ",
              " used up v-0, v-1: never sent to KMS again ",
              " HSM hsm-1 was bought in eu-central-1a of cluster-1a23b4cdefg at 2026-01-13 03:00:00"
                  + " UTC, by run payments-1 ",
              " written 2026-01-15 03:00:01 UTC, version 7, by " + ARN);
    }
  }

  @Test
  void tellsProgramsTheSame() throws IOException {
    try (Account account = remembering(EVERYTHING)) {
      Map<String, Object> json =
          JSON.std.mapFrom(at(account, "journal", "--store", ID, "--json").out());
      assertThat(json)
          .containsEntry("keyStore", Map.of("id", ID, "name", "payments"))
          .containsEntry(
              "keptIn", Map.of("stack", "KeyStoreConnector", "table", "connector-journal"))
          .containsEntry("version", 7)
          .containsEntry("execution", ARN)
          .containsEntry("updatedAt", "2026-01-15T03:00:01Z")
          .containsEntry("journal", JSON.std.mapFrom(EVERYTHING.replace('\'', '"')));
    }
  }

  @Test
  void saysThatNothingWasEverWrittenDown() throws IOException {
    try (Account account = Accounts.of(WORLD.formatted(ID, ""))) {
      assertThat(at(account, "journal", "payments").out())
          .contains(" remembered    nothing; no run has recorded anything for it");
      Result cleared = at(account, "journal", "payments", "--clear", "--yes");
      assertThat(cleared.code()).isZero();
      assertThat(cleared.out()).endsWith("\nThere is nothing to clear.\n");
    }
  }

  @Test
  void saysThatItCannotBeRead() throws IOException {
    try (Account account = remembering("{'format': 2}")) {
      assertThat(flat(at(account, "journal", "payments").out()))
          .contains(" remembered unknown: what is stored there is not a journal of format 1");
      assertThat(flat(at(account, "journal", "payments", "--clear", "--yes").out()))
          .endsWith(" Cleared. Runs are now as careful with this key store as with a new one. ");
    }
  }

  @Test
  void clearsOnConditionAndAsTheNextVersion() throws IOException {
    try (Account account = remembering(EVERYTHING)) {
      Result result = at(account, "journal", "payments", "--clear", "--yes", "--json");
      assertThat(result.err()).isEmpty();
      assertThat(JSON.std.mapFrom(result.out())).containsEntry("cleared", true);
      assertThat(JSON.std.mapFrom(at(account, "journal", "payments", "--json").out()))
          .containsEntry("version", 8)
          .containsEntry("execution", "connector journal --clear")
          .containsEntry("journal", Map.of("format", 1));
      assertThat(account.world().journal().calls())
          .filteredOn(call -> call.operation().equals("PutItem"))
          .singleElement()
          .satisfies(
              put ->
                  assertThat(put.parameters())
                      .containsEntry("ConditionExpression", "version = :seen")
                      .extracting("ExpressionAttributeValues")
                      .isEqualTo(Map.of(":seen", Map.of("N", "7"))));
    }
  }

  @Test
  void asksAPersonBeforeItClears() throws IOException {
    try (Account account = remembering(EVERYTHING)) {
      Result no = answering(account, false);
      assertThat(no.code()).isEqualTo(1);
      assertThat(no.out()).endsWith("Nothing was changed.\n");
      assertThat(at(account, "journal", "payments").out()).contains("repair");
      Result yes = answering(account, true);
      assertThat(yes.code()).isZero();
      assertThat(flat(at(account, "journal", "payments").out())).contains(" remembered nothing ");
    }
  }

  private static Result answering(Account account, boolean answer) {
    return Shell.ofThisTree()
        .asking(answer)
        .connector(
            "journal", "payments", "--clear", "--endpoint-url", account.endpoint().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          journal payments --clear             | --clear asks for confirmation, which needs a terminal; --yes skips it.
          journal payments --yes               | --yes can only be used with --clear.
          journal                              | Name a key store by its id or name; ./connector status lists them.
          journal payments --store a           | Name the key store once: either as an argument or with --store.
          journal payments --local --stack a   | --local is for this machine, --stack for a deployment: use one.
          """)
  void answersWrongUsageWithOneSentenceAndTwo(String args, String sentence) {
    Result result = Shell.ofThisTree().connector(args.split(" ", -1));
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).isEqualTo(sentence + "\n");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void doesNotMixAQuestionIntoJson() {
    Result result =
        Shell.ofThisTree().asking(true).connector("journal", "payments", "--clear", "--json");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void whoMayNotReadTheTableIsToldSo() throws IOException {
    String denied = ", 'faults': [{'fault': 'ACCESS_DENIED', 'operation': 'GetItem'}]";
    try (Account account = Accounts.of(WORLD.formatted(ID, denied))) {
      Result result = at(account, "journal", "payments");
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err()).startsWith("AWS denied dynamodb:GetItem (User: ").hasLineCount(1);
    }
  }

  @Test
  void showsAndClearsTheFileOfThisMachineIfAsked() throws IOException {
    System.setProperty("aws.accountId", "111122223333");
    keep(EVERYTHING);
    try (Account account = Accounts.of(WORLD.formatted(ID, ""))) {
      Result shown = local(account, "journal", "payments", "--local");
      assertThat(flat(shown.out()))
          .contains(" kept in the file " + file() + " ", " repair open since 2026-01-14 ");
      assertThat(local(account, "journal", "payments", "--local", "--clear", "--yes").code())
          .isZero();
      assertThat(JSON.std.mapFrom(local(account, "journal", ID, "--local", "--json").out()))
          .containsEntry("keptIn", Map.of("file", file().toString()))
          .containsEntry("version", 8)
          .containsEntry("journal", Map.of("format", 1));
    }
  }

  @Test
  void whereNothingIsDeployedItIsTheFileOfThisMachine() throws IOException {
    System.setProperty("aws.accountId", "111122223333");
    keep(EVERYTHING);
    try (SandboxServer server = nothingDeployed()) {
      Result result = local(server, "journal", "payments");
      assertThat(result.err()).isEmpty();
      assertThat(flat(result.out())).contains(" kept in the file " + file() + " ", " repair open ");
    }
  }

  @Test
  void aDamagedFileIsSaidInOneSentenceAndLeftAlone() throws IOException {
    System.setProperty("aws.accountId", "111122223333");
    Files.writeString(file(), "{\"format\": 1");
    try (SandboxServer server = nothingDeployed()) {
      Result result = local(server, "journal", "payments", "--clear", "--yes");
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err())
          .startsWith("The journal " + file() + " is damaged (")
          .contains(" so nothing was done: ")
          .hasLineCount(1);
      assertThat(file()).hasContent("{\"format\": 1");
    }
  }

  @Test
  void atAnEndpointOfNoAccountNothingIsKept() throws IOException {
    try (SandboxServer server = nothingDeployed()) {
      Result result = local(server, "journal", "payments");
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err())
          .contains("No stack KeyStoreConnector or keystore-connector is deployed")
          .contains("unless AWS_ACCOUNT_ID says for which account");
    }
  }

  private Path file() {
    return folder.resolve("111122223333-eu-central-1.json");
  }

  private void keep(String journal) {
    boolean written =
        new LocalJournal(file(), new RealTime())
            .put(
                new JournalItem(ID, 7, journal.replace('\'', '"'), ARN, "2026-01-15T03:00:01Z"),
                there -> true);
    assertThat(written).isTrue();
  }

  private static Account remembering(String journal) throws IOException {
    return Accounts.of(
        WORLD.formatted(
            ID,
            ", 'journal': [{'keyStoreId': 'payments', 'version': 7, 'journal': %s, 'execution': '%s', 'updatedAt': '2026-01-15T03:00:01Z'}]"
                .formatted(journal, ARN)));
  }

  private static SandboxServer nothingDeployed() throws IOException {
    World world =
        World.load(
            JSON.std.mapFrom(WORLD.formatted(ID, "").replace('\'', '"')),
            InstantSource.system(),
            new io.keystoreconnector.emulator.world.RealTime());
    SandboxServer server = SandboxServer.start(world, 0);
    server.serve(
        world,
        new Workflows(
            new Runner(new RealTime(), new LambdaTasks(Map.of()), new SplittableRandom()),
            "eu-central-1"));
    return server;
  }

  private Result local(Account account, String... args) {
    return local(account.endpoint().toString(), args);
  }

  private Result local(SandboxServer server, String... args) {
    return local(server.endpoint().toString(), args);
  }

  private Result local(String endpoint, String... args) {
    List<String> words = new ArrayList<>(List.of(args));
    words.addAll(List.of("--endpoint-url", endpoint));
    return Shell.ofThisTree().keeping(folder).connector(words.toArray(String[]::new));
  }

  private static Result at(Account account, String... args) {
    return Shell.at(account, args);
  }

  private static String flat(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
