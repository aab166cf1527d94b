package io.keystoreconnector.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Shell;
import io.keystoreconnector.cli.Shell.Result;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.emulator.http.SandboxServer;
import io.keystoreconnector.emulator.workflow.Workflows;
import io.keystoreconnector.emulator.world.RealTime;
import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.room.Account;
import io.keystoreconnector.room.Accounts;
import io.keystoreconnector.runs.Release;
import io.keystoreconnector.statemachine.LambdaTasks;
import io.keystoreconnector.statemachine.Runner;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.jr.ob.JSON;

class StatusCommandTest {

  private static final String WORLD =
      """
      {'settings': {'requestsPerSecond': 0}, 'keyStores': [
         {'name': 'payments', 'id': 'cks-0000000000000000a', 'state': 'FAILED',
          'errorCode': 'INVALID_CREDENTIALS', 'cluster': 'cluster-payments234'},
         {'name': 'orders', 'id': 'cks-0000000000000000b', 'state': 'CONNECTED', 'cluster': 'cluster-orders23456'},
         {'name': 'partner', 'id': 'cks-0000000000000000c', 'xks': {}}],
       'clusters': [{'id': 'cluster-payments234', 'hsms': 2}, {'id': 'cluster-orders23456', 'hsms': 1}]}
      """;

  private static final String RUN =
      "arn:aws:states:eu-central-1:111122223333:execution:connect-key-store:first";

  private static final String REMEMBERED =
      "'journal': [{'keyStoreId': 'payments', 'journal': {'format': 1, 'repair': {'code':"
          + " 'INVALID_CREDENTIALS', 'since': '2026-01-15T03:00:00Z', 'run': '%s'}, 'logIns':"
              .formatted(RUN)
          + " {'failed': 1}}, 'execution': 'x', 'updatedAt': '2026-01-15T03:00:00Z'}], ";

  @BeforeAll
  static void signIn() {
    Shell.signIn();
  }

  @Test
  void showsEveryKeyStoreWithTheLastRunForIt() throws IOException {
    try (Account account = Accounts.of(WORLD)) {
      String here = account.endpoint().toString();
      connector("start", "--store", "orders", "--follow", "--endpoint-url", here);
      connector("start", "--store", "cks-0000000000000000a", "--follow", "--endpoint-url", here);
      Result result = connector("status", "--endpoint-url", here);
      assertThat(result.code()).isZero();
      assertThat(result.out())
          .isEqualTo(
              """
              eu-central-1: 1 of 3 CONNECTED
                  stack KeyStoreConnector: release sandbox; this command line: OWN
                NAME      ID                     TYPE      STATE         HSMS / AZS  CLUSTER
                payments  cks-0000000000000000a  CloudHSM  FAILED        2 / 2       cluster-payments234
                  INVALID_CREDENTIALS: KMS does not have the right credentials.
                  last run less than a minute ago: NEEDS A PERSON, INVALID_CREDENTIALS
                  logins 1 of 2 used; a third requires a new version of the secret
                  ./connector diagnose payments --endpoint-url HERE
                orders    cks-0000000000000000b  CloudHSM  CONNECTED     1 / 1       cluster-orders23456
                  last run less than a minute ago: CONNECTED, proved by GenerateRandom
                partner   cks-0000000000000000c  external  DISCONNECTED  -           -
                  no run for it among the last 50
                  ./connector diagnose partner --endpoint-url HERE
              """
                  .replace("HERE", here)
                  .replace("OWN", Release.ofThisCode().version()));
    }
  }

  @Test
  void showsARepairThatIsOpenAndTheLogInsThatAreUsed() throws IOException {
    try (Account account = Accounts.of(WORLD.replaceFirst("\\{", "{" + REMEMBERED))) {
      String here = account.endpoint().toString();
      assertThat(connector("status", "--endpoint-url", here).out())
          .contains(
              "    no run for it among the last 50\n"
                  + "    repair open since 2026-01-15 03:00:00 UTC, after INVALID_CREDENTIALS, by"
                  + " run first\n"
                  + "    logins 1 of 2 used; a third requires a new version of the secret\n");
      Map<String, Object> json =
          JSON.std.mapFrom(connector("status", "--json", "--endpoint-url", here).out());
      Map<String, Object> remembered =
          Map.of(
              "repair",
              Map.of("code", "INVALID_CREDENTIALS", "since", "2026-01-15T03:00:00Z", "run", RUN),
              "logIns",
              Map.of("failed", 1, "allowed", 2));
      List<@Nullable Object> told = new ArrayList<>();
      for (Object store : (List<?>) Objects.requireNonNull(json.get("keyStores"))) {
        told.add(((Map<?, ?>) store).get("remembered"));
      }
      assertThat(told).isEqualTo(Arrays.asList(remembered, null, null));
    }
  }

  @Test
  void whoMayNotReadTheJournalIsToldSoOnceAndSeesTheRest() throws IOException {
    String denied = "'faults': [{'fault': 'ACCESS_DENIED', 'operation': 'GetItem'}], ";
    try (Account account = Accounts.of(WORLD.replaceFirst("\\{", "{" + denied))) {
      Result result = connector("status", "--endpoint-url", account.endpoint().toString());
      assertThat(result.code()).isZero();
      assertThat(flat(result.out()))
          .contains("INVALID_CREDENTIALS: KMS does not have the right credentials.")
          .containsOnlyOnce("The journal could not be read. AWS denied dynamodb:GetItem (User: ");
    }
  }

  @Test
  void tellsProgramsTheSame() throws IOException {
    try (Account account = Accounts.of(WORLD)) {
      String here = account.endpoint().toString();
      connector("start", "--store", "payments", "--follow", "--endpoint-url", here);
      Map<String, Object> status =
          JSON.std.mapFrom(connector("status", "--json", "--endpoint-url", here).out());
      assertThat(status)
          .containsEntry("region", "eu-central-1")
          .containsEntry("stack", "KeyStoreConnector")
          .containsEntry("notes", List.of());
      assertThat((List<?>) status.get("keyStores"))
          .hasSize(3)
          .first()
          .satisfies(
              first ->
                  assertThat((Map<?, ?>) first)
                      .extracting("connectionState", "meaning", "clusterId")
                      .containsExactly(
                          "FAILED",
                          "KMS does not have the right credentials",
                          "cluster-payments234"));
      assertThat(status.toString())
          .contains("activeHsms=2", "outcome=NEEDS_A_PERSON", "reason=INVALID_CREDENTIALS");
    }
  }

  @Test
  void onANarrowTerminalTheClusterStandsBelow() throws IOException {
    try (Account account = Accounts.of(WORLD)) {
      String narrow =
          Shell.ofThisTree()
              .on(new Terminal(true, false, 79))
              .connector("status", "--endpoint-url", account.endpoint().toString())
              .out();
      assertThat(narrow).contains("AZS\n", "2 / 2\n    cluster-payments234\n");
      assertThat(narrow.lines())
          .filteredOn(line -> !line.contains("./connector "))
          .allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
    }
  }

  /** On the narrower terminal it stands below its row. */
  @ParameterizedTest
  @ValueSource(ints = {79, 34})
  void coloursTheStateOnlyWhereThereAreColours(int width) throws IOException {
    try (Account account = Accounts.of(WORLD)) {
      String here = account.endpoint().toString();
      String colored =
          Shell.ofThisTree()
              .on(new Terminal(true, true, width))
              .connector("status", "--endpoint-url", here)
              .out();
      assertThat(colored).contains("\u001b[31mFAILED", "\u001b[32mCONNECTED");
      assertThat(connector("status", "--endpoint-url", here).out()).doesNotContain("\u001b");
    }
  }

  @Test
  void onAVeryNarrowTerminalNothingIsLost() throws IOException {
    try (Account account = Accounts.of(WORLD)) {
      String narrow =
          Shell.ofThisTree()
              .on(new Terminal(true, false, 34))
              .connector("status", "--endpoint-url", account.endpoint().toString())
              .out();
      assertThat(flat(narrow)).contains("CloudHSM, FAILED, HSMs / AZs 2 / 2, cluster-payments234");
      assertThat(narrow.lines())
          .filteredOn(line -> !line.contains("./connector "))
          .allSatisfy(line -> assertThat(line).hasSizeLessThan(35));
    }
  }

  @Test
  void inAFileNothingIsWrapped() throws IOException {
    String longName = "a-key-store-with-a-name-" + "x".repeat(150);
    try (Account account = Accounts.of(WORLD.replace("payments'", longName + "'"))) {
      assertThat(connector("status", "--endpoint-url", account.endpoint().toString()).out().lines())
          .anyMatch(line -> line.contains(longName) && line.endsWith("cluster-payments234"));
    }
  }

  @Test
  void aNameCannotControlTheTerminalOrBeReadAsAnOption() throws IOException {
    String evil = WORLD.replace("'payments'", "'pay\\u001b[2Jments'").replace("partner", "--all");
    try (Account account = Accounts.of(evil)) {
      String here = account.endpoint().toString();
      String status = connector("status", "--endpoint-url", here).out();
      assertThat(status)
          .contains("  pay?[2Jments  cks-0000000000000000a", "  --all ")
          .contains("./connector diagnose cks-0000000000000000a --endpoint-url ")
          .contains("./connector diagnose cks-0000000000000000c --endpoint-url ")
          .doesNotContain("\u001b");
      Result diagnosis = connector("diagnose", "cks-0000000000000000a", "--endpoint-url", here);
      assertThat(diagnosis.out()).contains("pay?[2Jments").doesNotContain("\u001b");
      assertThat(connector("diagnose", "--store=--all", "--endpoint-url", here).out())
          .contains("./connector start --store=--all --follow --endpoint-url ");
    }
  }

  @Test
  void theExitCodeSaysIfAllAreConnected() throws IOException {
    try (Account account = Accounts.of(WORLD);
        Account well =
            Accounts.of("{'keyStores': [{'name': 'a', 'state': 'CONNECTED'}], 'clusters': [{}]}")) {
      String here = account.endpoint().toString();
      assertThat(connector("status", "--exit-code", "--endpoint-url", here).code()).isEqualTo(3);
      assertThat(connector("status", "--endpoint-url", here).code()).isZero();
      String there = well.endpoint().toString();
      assertThat(connector("status", "--exit-code", "--endpoint-url", there).code()).isZero();
    }
  }

  @Test
  void watchingEndsWhenAllAreConnected() throws IOException {
    String world =
        "{'settings': {'requestsPerSecond': 0}, 'keyStores': [{'name': 'payments', 'state':"
            + " 'CONNECTING', 'secondsLeft': 15}], 'clusters': [{}]}";
    try (Account account = Accounts.of(world)) {
      Result result =
          Shell.ofThisTree()
              .waitingIn(account)
              .connector(
                  "status",
                  "--watch",
                  "--exit-code",
                  "--endpoint-url",
                  account.endpoint().toString());
      assertThat(result.code()).isZero();
      assertThat(result.out())
          .containsSubsequence("0 of 1 CONNECTED", "0 of 1 CONNECTED", "1 of 1 CONNECTED");
    }
  }

  @Test
  void aSandboxHasOneRegion() throws IOException {
    try (Account account = Accounts.of(WORLD)) {
      String here = account.endpoint().toString();
      Map<String, Object> all =
          JSON.std.mapFrom(
              connector("status", "--all-regions", "--json", "--endpoint-url", here).out());
      assertThat((List<?>) all.get("regions")).hasSize(1);
      assertThat(
              connector("status", "--all-regions", "--region", "us-east-1", "--endpoint-url", here)
                  .err())
          .startsWith("--all-regions cannot be combined with --region or --stack.");
    }
  }

  @Test
  void saysThatNoStackIsDeployed() throws IOException {
    World world =
        World.load(
            JSON.std.mapFrom(WORLD.replace('\'', '"')), InstantSource.system(), new RealTime());
    try (SandboxServer server = SandboxServer.start(world, 0)) {
      server.serve(world, nothingDeployed());
      Result result = connector("status", "--endpoint-url", server.endpoint().toString());
      assertThat(result.code()).isZero();
      assertThat(flat(result.out()))
          .contains("payments  cks-0000000000000000a")
          .contains("No stack KeyStoreConnector or keystore-connector is deployed in eu-central-1")
          .doesNotContain("last run ");
    }
  }

  private static Workflows nothingDeployed() {
    var time = new io.keystoreconnector.statemachine.time.RealTime();
    return new Workflows(
        new Runner(time, new LambdaTasks(Map.of()), new SplittableRandom()), "eu-central-1");
  }

  @Test
  void saysThatThereIsNoKeyStore() throws IOException {
    try (Account account = Accounts.of("{}")) {
      Result result = connector("status", "--endpoint-url", account.endpoint().toString());
      assertThat(result.out()).isEqualTo("There is no custom key store in eu-central-1.\n");
    }
  }

  @Test
  void aStackThatWasNamedHasToExist() throws IOException {
    try (Account account = Accounts.of(WORLD)) {
      Result result =
          connector(
              "status", "--stack", "nowhere", "--endpoint-url", account.endpoint().toString());
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err())
          .startsWith("Stack nowhere does not exist in eu-central-1 in this account: check --stack")
          .hasLineCount(1);
    }
  }

  @Test
  void showsWhatMayBeSeenAndSaysWhatMayNot() throws IOException {
    String denied =
        "'faults': [{'fault': 'ACCESS_DENIED', 'operation': 'DescribeClusters'},"
            + " {'fault': 'ACCESS_DENIED', 'operation': 'ListExecutions'}], ";
    try (Account account = Accounts.of(WORLD.replaceFirst("\\{", "{" + denied))) {
      Result result = connector("status", "--endpoint-url", account.endpoint().toString());
      assertThat(result.code()).isZero();
      assertThat(flat(result.out()))
          .contains("FAILED        ?           cluster-payments234")
          .contains("AWS denied cloudhsm:DescribeClusters (User: arn:aws:sts::111122223333:")
          .contains("AWS denied states:ListExecutions (User: arn:aws:sts::111122223333:");
    }
  }

  @Test
  void whoMayNotSeeTheKeyStoresIsToldSo() throws IOException {
    String denied =
        "'faults': [{'fault': 'ACCESS_DENIED', 'operation': 'DescribeCustomKeyStores'}], ";
    try (Account account = Accounts.of(WORLD.replaceFirst("\\{", "{" + denied))) {
      Result result = connector("status", "--endpoint-url", account.endpoint().toString());
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.out()).isEmpty();
      assertThat(result.err())
          .startsWith("AWS denied kms:DescribeCustomKeyStores (User: arn:aws:sts::111122223333:")
          .hasLineCount(1);
    }
  }

  private static String flat(String text) {
    return text.replaceAll("\n +", " ");
  }

  private static Result connector(String... args) {
    return Shell.ofThisTree()
        .withoutWaiting()
        .connector(new ArrayList<>(List.of(args)).toArray(String[]::new));
  }
}
