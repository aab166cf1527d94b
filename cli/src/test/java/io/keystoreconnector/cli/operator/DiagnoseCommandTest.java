package io.keystoreconnector.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Shell;
import io.keystoreconnector.cli.Shell.Result;
import io.keystoreconnector.emulator.http.SandboxServer;
import io.keystoreconnector.emulator.world.CallRecord;
import io.keystoreconnector.emulator.world.RealTime;
import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.room.Account;
import io.keystoreconnector.room.Accounts;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.jr.ob.JSON;

class DiagnoseCommandTest {

  private final List<CallRecord> calls = new ArrayList<>();

  /** A command keeps its Region in the process. */
  @BeforeEach
  void signIn() {
    Shell.signIn();
  }

  @Test
  void tellsWhatIsWrongAndWhatTheRunbookSaysAndChangesNothing() throws IOException {
    Result result = diagnose("'state': 'FAILED', 'errorCode': 'USER_LOCKED_OUT'", "--full");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out().replaceAll("\\s+", " "))
        .contains(" seen FAILED with USER_LOCKED_OUT; cluster ACTIVE with 2 active HSMs in 2 zones")
        .contains(" next would be Call for a person. The key store is FAILED with USER_LOCKED_OUT:")
        .contains(": kmsuser is locked after too many wrong logins, and ")
        .contains(" to do now Change kmsuser's password in the cluster with the CloudHSM CLI")
        .contains(
            " command when the secret has a new password: ./connector start payments --secret")
        .contains(" USER_LOCKED_OUT, from docs/runbook.md")
        .contains(" How to make sure ");
    assertThat(calls).isNotEmpty().allMatch(call -> call.operation().startsWith("Describe"));
  }

  @Test
  void theSectionsThatTheRunbookSendsItsReaderToFollowWithHisOwnNames() throws IOException {
    String out = diagnose("'state': 'FAILED', 'errorCode': 'INVALID_CREDENTIALS'", "--full").out();
    assertThat(out)
        .containsSubsequence(
            "Set these once, from docs/runbook.md",
            "  export KEY_STORE=cks-",
            "  export CLUSTER=cluster-",
            "  export SECRET=<SECRET> ",
            "INVALID_CREDENTIALS, from docs/runbook.md",
            "Give kmsuser a new password, from docs/runbook.md",
            "For CloudHSM key stores.",
            "configure-cli --cluster-id cluster-")
        .contains("/cloudhsm/latest/userguide/cloudhsm_cli-user-change-password.html),\n")
        .doesNotContain(names().map(sample -> sample.text).toList())
        .doesNotContain("**", "Ask the proxy, from", "External key store", "<!--")
        .doesNotContain("execution-arn", "state-machine-arn", "<RUN-ARN>")
        .doesNotContainPattern("(?m) $");
  }

  @Test
  void everyNameThatStandsForOneOfTheReadersOwnIsSetInTheRunbook() {
    Runbook runbook = Runbook.read(Shell.ofThisTree().installation().runbook());
    assertThat(runbook.setUp().orElseThrow().markdown())
        .contains(names().map(sample -> "=" + sample.text).toList());
  }

  private static Stream<Runbook.Sample> names() {
    return Stream.of(Runbook.Sample.KEY_STORE, Runbook.Sample.CLUSTER, Runbook.Sample.SECRET);
  }

  @Test
  void saysHowAConnectedStoreWasProvedUsable() throws IOException {
    assertThat(diagnose("'state': 'CONNECTED'").out().replaceAll("\\s+", " "))
        .containsSubsequence(" seen CONNECTED", " proved by GenerateRandom at ");
  }

  @Test
  void theRegionIsTheCallersAndTheClusterIsTheOneThatKmsShows() throws IOException {
    String out =
        diagnose(
                "'state': 'FAILED', 'errorCode': 'CLUSTER_NOT_FOUND', 'cluster':"
                    + " 'cluster-gonegonegone'",
                "--full",
                "--region",
                "us-east-1")
            .out();
    assertThat(out)
        .contains("clusterIds=cluster-gonegonegone", "--availability-zone <ZONE>")
        .doesNotContain("eu-central-1", "YOUR-", "$CLUSTER");
  }

  @Test
  void theZoneIsOneInWhichTheClusterHasASubnetAndNoHsm() throws IOException {
    String world =
        "{'settings': {'requestsPerSecond': 0}, 'keyStores': [{'name': 'payments', 'state':"
            + " 'FAILED', 'errorCode': 'INSUFFICIENT_CLOUDHSM_HSMS', 'cluster':"
            + " 'cluster-paymentsHsm'}], 'clusters': [{'id': 'cluster-paymentsHsm', 'hsms': 1}]}";
    try (Account account = Accounts.of(world)) {
      assertThat(Shell.at(account, "diagnose", "payments", "--full").out())
          .contains("--availability-zone eu-central-1b")
          .doesNotContain("eu-central-1a", "<ZONE>");
    }
  }

  @Test
  void theNamesThatTheRequestAndTheDeploymentTellArePutInToo() throws IOException {
    try (Account account = Accounts.like("invalid-credentials-stale-secret")) {
      String started = Shell.at(account, "start", "payments", "--follow", "--json").out();
      assertThat(
              Shell.at(
                      account,
                      "diagnose",
                      // By its id: the calls that find it by name are too many for a clock that
                      // stands.
                      "cks-0123456789abcdef0",
                      "--full",
                      "--request",
                      "{\"update\": {\"keyStorePasswordSecretId\": \"payments/nobody\"}}")
                  .out())
          .contains("--secret-id payments/nobody ", "--secret payments/nobody --before-connect ")
          .contains(" since ")
          .doesNotContain("<SECRET>");
      assertThat(started).contains("NEEDS_A_PERSON");
    }
  }

  /** Otherwise it would say to create an HSM, which the run before was refused. */
  @Test
  void whatOnlyTheLastRunHasSeenIsSaidBeforeThePlan() throws IOException {
    String world =
        "{'settings': {'requestsPerSecond': 0, 'hsmLimit': 2}, 'keyStores': [{'name': 'archive',"
            + " 'cluster': 'cluster-archiveHsmaa', 'state': 'FAILED', 'errorCode':"
            + " 'INSUFFICIENT_CLOUDHSM_HSMS'}], 'clusters': [{'id': 'cluster-archiveHsmaa',"
            + " 'hsms': 0}, {'id': 'cluster-anotherHsma', 'hsms': 2}]}";
    try (Account account = Accounts.of(world)) {
      assertThat(Shell.at(account, "diagnose", "archive").out()).doesNotContain("last run said");
      assertThat(Shell.at(account, "start", "archive", "--add-hsm", "--follow").code()).isOne();
      assertThat(Shell.at(account, "diagnose", "archive").out().replaceAll("\\s+", " "))
          .contains(" last run said Delete an HSM that nobody needs in another cluster, or ");
    }
  }

  @Test
  void whatEarlierRunsHaveRememberedIsToldBeforeThePlan() throws IOException {
    String world =
        "{'settings': {'requestsPerSecond': 0}, 'keyStores': [{'name': 'payments', 'state':"
            + " 'CONNECTED'}], 'clusters': [{}], 'journal':"
            + " [{'keyStoreId': 'payments', 'journal': {'format': 1, 'logIns': {'failed': 2}},"
            + " 'execution': 'x', 'updatedAt': '2026-01-15T03:00:00Z'}]}";
    try (Account account = Accounts.of(world)) {
      assertThat(Shell.at(account, "diagnose", "payments").out().replaceAll("\\s+", " "))
          .containsSubsequence(
              " seen CONNECTED",
              " logins 2 of 2 used; only a new version of the secret,",
              " next would be ");
      assertThat(JSON.std.mapFrom(Shell.at(account, "diagnose", "payments", "--json").out()))
          .containsEntry("remembered", Map.of("logIns", Map.of("failed", 2, "allowed", 2)))
          .containsEntry("notes", List.of());
    }
  }

  @Test
  void aJournalThatMayNotBeReadIsANoteAndNoFailure() throws IOException {
    String world =
        "{'keyStores': [{'name': 'payments', 'state': 'CONNECTED'}], 'clusters': [{}], 'faults':"
            + " [{'fault': 'ACCESS_DENIED', 'operation': 'GetItem'}]}";
    try (Account account = Accounts.of(world)) {
      Result result = Shell.at(account, "diagnose", "payments");
      assertThat(result.code()).isZero();
      assertThat(result.out().replaceAll("\\s+", " "))
          .contains(" note The journal could not be read. AWS denied dynamodb:GetItem (User: ");
    }
  }

  @Test
  void aRunThatIsUnderWayIsToldInsteadOfTheCommandForAnother() throws IOException {
    String world =
        "{'keyStores': [{'name': 'payments', 'state': 'CONNECTING', 'secondsLeft': 'NEVER'}],"
            + " 'clusters': [{}]}";
    try (Account account = Accounts.inRealTime(world)) {
      String started = Shell.at(account, "start", "payments").out();
      String follow = started.substring(started.indexOf("./connector follow "));
      assertThat(Shell.at(account, "diagnose", "payments").out())
          .contains("One is in progress for it", "\n   " + follow)
          .doesNotContain("connector start");
      assertThat(Shell.at(account, "status").out())
          .contains("run in progress for less than a minute", "\n    " + follow);
    }
  }

  @Test
  void whatIsForCloudHsmIsNotToldOfAnExternalKeyStore() throws IOException {
    String out =
        diagnose(
                "'type': 'EXTERNAL_KEY_STORE', 'state': 'FAILED', 'errorCode':"
                    + " 'INVALID_CREDENTIALS'",
                "--full")
            .out();
    assertThat(out)
        .contains("Ask the proxy, from docs/runbook.md")
        .doesNotContain("For CloudHSM key stores.");
  }

  @Test
  void aSectionThatASectionNeedsFollowsToo() throws IOException {
    assertThat(diagnose("'state': 'FAILED', 'errorCode': 'CLUSTER_NOT_FOUND'", "--full").out())
        .containsSubsequence(
            "CLUSTER_NOT_FOUND, from",
            "Restore the cluster from a backup, from",
            "Add an HSM, from")
        .containsOnlyOnce("Add an HSM, from");
  }

  @Test
  void saysWhatARunWouldDoByItself() throws IOException {
    Result result = diagnose("'state': 'DISCONNECTED'");
    assertThat(result.code()).isZero();
    assertThat(result.out().replaceAll("\\s+", " "))
        .contains(
            " next would be Connect. The key store is DISCONNECTED; connecting it, attempt 1 of 3.")
        .contains(" ./connector start payments --follow --endpoint-url http://127.0.0.1:")
        .doesNotContain("runbook");
  }

  @Test
  void aCodeThatTheFunctionsDoNotKnowHasAChapterToo() throws IOException {
    Result result = diagnose("'state': 'FAILED', 'errorCode': 'MOON_IN_THE_WAY'", "--full");
    assertThat(result.out().replaceAll("\\s+", " "))
        .contains(" that means a code that this version does not know. ")
        .contains(" A code that is not listed here, from docs/runbook.md");
  }

  @Test
  void aConnectedStoreNeedsNothing() throws IOException {
    Result result = diagnose("'state': 'CONNECTED'");
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("CONNECTED").doesNotContain("to do now", "runbook");
  }

  @Test
  void tellsProgramsTheSame() throws IOException {
    Map<String, Object> json =
        JSON.std.mapFrom(
            diagnose("'state': 'FAILED', 'errorCode': 'USER_LOCKED_OUT'", "--json").out());
    assertThat(json)
        .containsEntry("needsAPerson", true)
        .containsEntry("meaning", "kmsuser is locked after too many wrong logins");
    assertThat((Map<?, ?>) json.get("report")).extracting("outcome").isEqualTo("DRY_RUN");
    assertThat(String.valueOf(json.get("runbook"))).contains("**How to fix it**");
    assertThat((Map<?, ?>) json.get("runbookSections"))
        .extracting("Set these once", "Give kmsuser a new password")
        .doesNotContainNull();
  }

  @Test
  void takesWhatElseTheRunWouldBeTold() throws IOException {
    Result result =
        diagnose("'state': 'CONNECTED'", "--request", "{\"update\": {\"cloudHsmClusterId\": 5}}");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("update.cloudHsmClusterId must be a cluster id such as ")
        .hasLineCount(1);
  }

  @Test
  void theCommandThatStartsTheRunHasTheRequestInIt() throws IOException {
    String request = "{\"update\": {\"cloudHsmClusterId\": \"cluster-2222222222222\"}}";
    Result result = diagnose("'state': 'DISCONNECTED'", "--request", request);
    assertThat(result.out())
        .containsSubsequence(
            " warning       The run would connect with what KMS has now",
            " ./connector start payments --cluster cluster-2222222222222 --follow --endpoint-url ");
  }

  /** So that nobody is sent off with a command that a run refuses at once. */
  @Test
  void aSecretThatTheDeploymentDoesNotHaveForTheKeyStoreIsRefusedAsARunWouldRefuseIt()
      throws IOException {
    try (Account account = Accounts.like("renewed-secret")) {
      Result refused = Shell.at(account, "diagnose", "payments", "--secret", "ledger/kmsuser");
      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.out().replaceAll("\\s+", " "))
          .contains("must name the secret that the deployment has for key store");
      assertThat(Shell.at(account, "diagnose", "payments", "--secret", "payments/kmsuser").code())
          .isZero();
    }
  }

  @Test
  void theCommandThatStartsTheRunStaysInTheRegionThatWasGiven() throws IOException {
    assertThat(diagnose("'state': 'DISCONNECTED'", "--region", "us-east-1").out())
        .contains(" ./connector start payments --follow --region us-east-1 --endpoint-url ");
  }

  @Test
  void aStoreThatDoesNotExistIsToldInOneSentence() throws IOException {
    try (SandboxServer server = serve("'state': 'CONNECTED'")) {
      Result result =
          Shell.ofThisTree()
              .connector("diagnose", "nobody", "--endpoint-url", server.endpoint().toString());
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err())
          .isEqualTo(
              "Key store nobody does not exist in eu-central-1 in this account; ./connector status"
                  + " lists those that do.\n");
    }
  }

  private Result diagnose(String store, String... more) throws IOException {
    try (SandboxServer server = serve(store)) {
      List<String> args =
          new ArrayList<>(
              List.of("diagnose", "payments", "--endpoint-url", server.endpoint().toString()));
      args.addAll(List.of(more));
      return Shell.ofThisTree().connector(args.toArray(String[]::new));
    }
  }

  private SandboxServer serve(String store) throws IOException {
    String world = "{'keyStores': [{'name': 'payments', %s}], 'clusters': [{}]}".formatted(store);
    World loaded =
        World.load(
            JSON.std.mapFrom(world.replace('\'', '"')), InstantSource.system(), new RealTime());
    loaded.journal().whenCalled(calls::add);
    return SandboxServer.start(loaded, 0);
  }
}
