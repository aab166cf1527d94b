package io.keystoreconnector.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Shell;
import io.keystoreconnector.cli.Shell.Result;
import io.keystoreconnector.emulator.http.SandboxServer;
import io.keystoreconnector.emulator.world.CallRecord;
import io.keystoreconnector.emulator.world.VirtualTime;
import io.keystoreconnector.emulator.world.World;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.jr.ob.JSON;

/** What {@code diagnose --aftermath} shows, and what it says about what it cannot see. */
class AftermathTest {

  private static final String RECOVERABLE =
      "inaccessible-encryption-credentials-recoverable. Start it within 7 days of this status:";

  private final List<CallRecord> calls = new ArrayList<>();
  private String endpoint = "";

  @BeforeAll
  static void signIn() {
    Shell.signIn();
  }

  private static String key(int number) {
    return "arn:aws:kms:eu-central-1:111122223333:key/%08d-0000-0000-0000-000000000000"
        .formatted(number);
  }

  private static String quoted(Stream<String> texts) {
    return texts.map(text -> "'" + text + "'").collect(Collectors.joining(", ", "[", "]"));
  }

  /** Two keys in the key store, of which one has an alias, and one in another key store. */
  private static String world(String state, String databases, String faults) {
    return """
    {'keyStores': [
      {'id': 'cks-0123456789abcdef0', 'name': 'payments', 'state': %s, 'keyArns': %s,
       'keyAliases': [{'name': 'alias/cards', 'key': '%s'}]},
      {'name': 'partner', 'state': 'CONNECTED', 'xks': {}, 'keyArns': ['%s']}],
     'clusters': [{}], 'databases': [%s], 'faults': [%s]}
    """
        .formatted(state, quoted(Stream.of(key(1), key(2))), key(1), key(3), databases, faults);
  }

  private static String database(String name, int key, String more) {
    return "{'name': '%s', 'key': '%s'%s}".formatted(name, key(key), more);
  }

  private Result aftermath(String world, String... more) throws IOException {
    World loaded =
        World.load(
            JSON.std.mapFrom(world.replace('\'', '"')),
            new VirtualTime(Instant.parse("2026-11-23T03:00:00Z")));
    loaded.journal().whenCalled(calls::add);
    try (SandboxServer server = SandboxServer.start(loaded, 0)) {
      endpoint = server.endpoint().toString();
      List<String> args =
          new ArrayList<>(List.of("diagnose", "payments", "--aftermath", "--endpoint-url"));
      args.add(endpoint);
      args.addAll(List.of(more));
      return Shell.ofThisTree().connector(args.toArray(String[]::new));
    }
  }

  private static String inOneLine(Result result) {
    return result.out().replaceAll("\\s+", " ");
  }

  @Test
  void listsTheKeysAndTheDatabasesWithTheCommandsThatStartThem() throws IOException {
    Result result =
        aftermath(
            world(
                "'CONNECTED'",
                String.join(
                    ", ",
                    database("orders", 1, ", 'status': 'RECOVERABLE'"),
                    database("ledger", 2, ", 'status': 'RECOVERABLE', 'kind': 'CLUSTER'")),
                ""));
    assertThat(result.code()).isEqualTo(1);
    assertThat(inOneLine(result))
        .contains(" key store payments (cks-0123456789abcdef0), CONNECTED ")
        .contains(" key 00000001-0000-0000-0000-000000000000, Enabled, alias/cards ")
        .contains(" key 00000002-0000-0000-0000-000000000000, Enabled ")
        .contains(" instance orders, postgres: " + RECOVERABLE)
        .contains(" cluster ledger, aurora-postgresql: " + RECOVERABLE)
        .contains(
            " note RDS does not show since when a database has had this status, so the end of its"
                + " 7 days is not known. To be safe, count them from the moment when the key store"
                + " stopped working.")
        .doesNotContain("00000003-");
    assertThat(result.out())
        .contains(
            "\n   aws rds start-db-instance --db-instance-identifier orders --region eu-central-1"
                + " --endpoint-url %s\n".formatted(endpoint))
        .contains(
            "\n   aws rds start-db-cluster --db-cluster-identifier ledger --region eu-central-1"
                + " --endpoint-url %s\n".formatted(endpoint));
  }

  @Test
  void onlyReadsAndNeverAsksForTheRotationOfAKey() throws IOException {
    assertThat(aftermath(world("'CONNECTED'", "", "")).code()).isZero();
    assertThat(calls)
        .extracting(CallRecord::operation)
        .containsOnly(
            "DescribeCustomKeyStores",
            "ListKeys",
            "ListAliases",
            "DescribeKey",
            "DescribeDBInstances",
            "DescribeDBClusters");
  }

  @Test
  void leavesOutDatabasesThatWorkThatHaveAnotherKeyOrThatStartWithTheirCluster()
      throws IOException {
    Result result =
        aftermath(
            world(
                "'CONNECTED'",
                String.join(
                    ", ",
                    database("works", 1, ""),
                    database("other", 3, ", 'status': 'RECOVERABLE'"),
                    database("member", 1, ", 'status': 'RECOVERABLE', 'cluster': 'ledger'")),
                ""));
    assertThat(result.code()).isZero();
    assertThat(inOneLine(result))
        .contains(
            " databases None in this account and Region is stopped because of a key of this key"
                + " store.")
        .doesNotContain("note");
  }

  @Test
  void readsEveryListToItsEnd() throws IOException {
    String keys = quoted(IntStream.range(0, 101).mapToObj(AftermathTest::key));
    String aliases =
        IntStream.range(0, 51)
            .mapToObj(i -> "{'name': 'alias/a%d', 'key': '%s'}".formatted(i, key(100)))
            .collect(Collectors.joining(", "));
    String databases =
        Stream.of("INSTANCE", "CLUSTER")
            .flatMap(
                kind ->
                    IntStream.range(0, 101)
                        .mapToObj(
                            i ->
                                database(
                                    "d" + i,
                                    100,
                                    ", 'kind': '%s', 'status': '%s'"
                                        .formatted(kind, i == 100 ? "RECOVERABLE" : "AVAILABLE"))))
            .collect(Collectors.joining(", "));
    Map<String, Object> json =
        JSON.std.mapFrom(
            aftermath(
                    """
                    {'keyStores': [{'name': 'payments', 'state': 'CONNECTED', 'keyArns': %s,
                                    'keyAliases': [%s]}],
                     'clusters': [{}], 'databases': [%s]}
                    """
                        .formatted(keys, aliases, databases),
                    "--json")
                .out());
    assertThat((List<?>) json.get("keys"))
        .hasSize(101)
        .last()
        .extracting("aliases")
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(51);
    assertThat((List<?>) json.get("databases"))
        .extracting("identifier")
        .containsExactly("d100", "d100");
  }

  @Test
  void aKeyThatMayNotBeDescribedIsCountedAndDoesNotEndTheList() throws IOException {
    String fault = "{'fault': 'ACCESS_DENIED', 'operation': 'DescribeKey', 'count': 1}";
    Result result =
        aftermath(
            world(
                "'CONNECTED'",
                String.join(
                    ", ",
                    database("orders", 1, ", 'status': 'RECOVERABLE'"),
                    database("ledger", 2, ", 'status': 'RECOVERABLE'")),
                fault));
    assertThat(result.code()).isEqualTo(1);
    assertThat(inOneLine(result))
        .contains(" key 00000002-0000-0000-0000-000000000000, Enabled ")
        .doesNotContain(" key 00000001-")
        .contains(
            " instance orders, postgres: inaccessible-encryption-credentials-recoverable. Its key"
                + " may be in the key store. Start it ")
        .contains(" instance ledger, postgres: " + RECOVERABLE)
        .contains(
            " note For 1 of 3 keys it is not known whether they are in the key store. AWS denied"
                + " kms:DescribeKey (User: ");
  }

  @Test
  void aliasesThatMayNotBeListedAreNoted() throws IOException {
    Result result =
        aftermath(
            world("'CONNECTED'", "", "{'fault': 'ACCESS_DENIED', 'operation': 'ListAliases'}"));
    assertThat(result.code()).isZero();
    assertThat(inOneLine(result))
        .contains(" key 00000001-0000-0000-0000-000000000000, Enabled key ")
        .contains(" note AWS denied kms:ListAliases (User: ");
  }

  @Test
  void withoutTheListOfKeysNothingIsClaimed() throws IOException {
    Result result =
        aftermath(world("'CONNECTED'", "", "{'fault': 'ACCESS_DENIED', 'operation': 'ListKeys'}"));
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("AWS denied kms:ListKeys (User: ").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DescribeDBInstances", "DescribeDBClusters"})
  void databasesThatMayNotBeListedAreNotTakenForNone(String operation) throws IOException {
    String fault = "{'fault': 'ACCESS_DENIED', 'operation': '%s'}".formatted(operation);
    Result result = aftermath(world("'CONNECTED'", "", fault));
    assertThat(result.code()).isEqualTo(2);
    assertThat(inOneLine(result))
        .contains(" databases Not known: see the note. ")
        .contains(" note AWS denied rds:%s (User: ".formatted(operation));
  }

  @Test
  void theOtherKindOfDatabaseIsListedNevertheless() throws IOException {
    Result result =
        aftermath(
            world(
                "'CONNECTED'",
                database("ledger", 1, ", 'status': 'RECOVERABLE', 'kind': 'CLUSTER'"),
                "{'fault': 'ACCESS_DENIED', 'operation': 'DescribeDBInstances'}"));
    assertThat(result.code()).isEqualTo(1);
    assertThat(inOneLine(result))
        .contains(" cluster ledger, ")
        .contains(" note AWS denied rds:DescribeDBInstances ");
  }

  @Test
  void aProblemThatPassesEndsTheCommand() throws IOException {
    Result result =
        aftermath(
            world(
                "'CONNECTED'",
                "",
                "{'fault': 'SERVER_ERROR', 'operation': 'DescribeDBClusters', 'count': 'ALL'}"));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("AWS could not process rds:DescribeDBClusters because of an internal error");
  }

  @Test
  void aDatabaseAfterItsSevenDaysCanOnlyBeRestored() throws IOException {
    Result result =
        aftermath(world("'CONNECTED'", database("orders", 1, ", 'status': 'INACCESSIBLE'"), ""));
    assertThat(result.code()).isEqualTo(1);
    assertThat(inOneLine(result))
        .contains(
            " instance orders, postgres: inaccessible-encryption-credentials. It can no longer be"
                + " started: restore it from a backup.")
        .doesNotContain("aws rds", "note");
  }

  @Test
  void aDatabaseIsStartedOnlyAfterTheKeyStoreIsConnected() throws IOException {
    Result result =
        aftermath(
            world(
                "'FAILED', 'errorCode': 'NETWORK_ERRORS'",
                database("orders", 1, ", 'status': 'RECOVERABLE'"),
                ""));
    assertThat(inOneLine(result))
        .contains(" key store payments (cks-0123456789abcdef0), FAILED ")
        .contains(" key 00000001-0000-0000-0000-000000000000, Unavailable, alias/cards ")
        .contains(". When the key store is CONNECTED, start it within 7 days of this status: ");
  }

  @Test
  void whileTheKeyStoreIsNotConnectedTheListIsNotTheLastWord() throws IOException {
    Result result = aftermath(world("'DISCONNECTED'", database("orders", 1, ""), ""));
    assertThat(result.code()).isZero();
    assertThat(inOneLine(result))
        .contains(
            " note The key store is DISCONNECTED, so more databases may stop: run this command"
                + " again when it is CONNECTED.");
  }

  @ParameterizedTest
  @CsvSource({"docdb, docdb", "neptune, neptune", "aurora-mysql, rds", "mysql, rds"})
  void aClusterOfAnotherServiceIsStartedByThatService(String engine, String service)
      throws IOException {
    String cluster =
        ", 'status': 'RECOVERABLE', 'kind': 'CLUSTER', 'engine': '%s'".formatted(engine);
    assertThat(aftermath(world("'CONNECTED'", database("c", 1, cluster), "")).out())
        .contains("\n   aws %s start-db-cluster --db-cluster-identifier c ".formatted(service));
  }

  @Test
  void tellsProgramsTheSame() throws IOException {
    Map<String, Object> json =
        JSON.std.mapFrom(
            aftermath(
                    world("'CONNECTED'", database("orders", 1, ", 'status': 'RECOVERABLE'"), ""),
                    "--json")
                .out());
    assertThat(json)
        .containsEntry(
            "keyStore",
            Map.of(
                "id", "cks-0123456789abcdef0", "name", "payments", "connectionState", "CONNECTED"))
        .containsEntry("keysNotDescribed", 0)
        .containsEntry("complete", true);
    assertThat((List<?>) json.get("keys"))
        .first()
        .isEqualTo(
            Map.of(
                "id",
                "00000001-0000-0000-0000-000000000000",
                "arn",
                key(1),
                "state",
                "Enabled",
                "aliases",
                List.of("alias/cards")));
    assertThat((List<?>) json.get("databases"))
        .singleElement()
        .isEqualTo(
            Map.of(
                "kind",
                "INSTANCE",
                "identifier",
                "orders",
                "engine",
                "postgres",
                "status",
                "inaccessible-encryption-credentials-recoverable",
                "key",
                key(1),
                "keyInKeyStore",
                true,
                "startWithinDays",
                7,
                "start",
                "aws rds start-db-instance --db-instance-identifier orders --region"
                    + " eu-central-1 --endpoint-url "
                    + endpoint));
    assertThat((List<?>) json.get("notes")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"--request, {}", "--stack, KeyStoreConnector"})
  void takesNoOptionOfARun(String option, String value) throws IOException {
    Result result = aftermath(world("'CONNECTED'", "", ""), option, value);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo("--aftermath cannot be combined with a request, --full or --stack.\n");
    assertThat(calls).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:kms:eu-central-1:111122223333:key/1234abcd, true",
    "1234abcd, true",
    "alias/cards, true",
    "arn:aws:kms:eu-central-1:111122223333:alias/cards, true",
    "arn:aws:kms:eu-central-1:444455556666:key/1234abcd, false",
    "alias/other, false",
    "234abcd, false"
  })
  void anotherServiceCanNameAKeyInFourWays(String name, boolean meant) {
    StoreKey key =
        new StoreKey(
            "arn:aws:kms:eu-central-1:111122223333:key/1234abcd",
            "Enabled",
            List.of("alias/cards"));
    assertThat(key.isMeantBy(name)).isEqualTo(meant);
  }
}
