package io.keystoreconnector.endtoend;

import static io.keystoreconnector.endtoend.WatchedAccount.CLUSTER;
import static io.keystoreconnector.endtoend.WatchedAccount.STORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.endtoend.WatchedAccount.Check;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

/** The watch over a sequence of checks, and with each of its calls failing. */
class WatchTest {

  @Test
  void itTellsTheStoryOfAKeyStoreThatFailsAndIsRepaired() throws IOException {
    try (WatchedAccount account = WatchedAccount.connected("")) {
      Check first = account.check();
      assertThat(first.events()).containsExactly("Key Store Inventory");
      measures(first, 1, 1, 2, 2);

      account.person("KILL_HSM", "cluster", CLUSTER).pass(300);
      Check oneHsm = account.check();
      assertThat(oneHsm.events()).isEmpty();
      measures(oneHsm, 1, 1, 1, 1);

      account.person("KILL_HSM", "cluster", CLUSTER).pass(300);
      Check unusable = account.check();
      assertThat(unusable.events()).isEmpty();
      measures(unusable, 1, 0, 0, 0);
      assertThat(unusable.notSeen()).contains("kms:GenerateRandom for " + STORE);

      account.person("DISCONNECT", "keyStore", STORE).pass(60);
      account.person("CONNECT", "keyStore", STORE).pass(600);
      Check failed = account.check();
      assertThat(failed.events()).containsExactly("CONNECTED to FAILED INSUFFICIENT_CLOUDHSM_HSMS");
      assertThat(failed.of("Connected")).isEqualTo("0");
      assertThat(failed.of("Usable")).isEqualTo("null");
      assertThat(account.check().events()).isEmpty();

      account.person("ADD_HSM", "cluster", CLUSTER).pass(900);
      account.person("DISCONNECT", "keyStore", STORE).pass(60);
      account.person("CONNECT", "keyStore", STORE).pass(30);
      Check repairing = account.check();
      assertThat(repairing.events()).containsExactly("FAILED to CONNECTING");
      assertThat(repairing.of("ActiveHsms")).isEqualTo("1");

      account.pass(600);
      Check repaired = account.check();
      assertThat(repaired.events()).containsExactly("CONNECTING to CONNECTED");
      measures(repaired, 1, 1, 1, 1);
    }
  }

  private static void measures(Check check, int connected, int usable, int hsms, int zones) {
    assertThat(check.metrics())
        .containsEntry(STORE + " Connected", connected)
        .containsEntry(STORE + " Usable", usable)
        .containsEntry(STORE + " ActiveHsms", hsms)
        .containsEntry(STORE + " ActiveZones", zones)
        .containsEntry(STORE + " OpenRepair", 0)
        .containsEntry("CONNECTED KeyStores", connected);
  }

  @Test
  void oneCheckMakesOneCallOfEachKindAndChangesNothingButItsMemory() throws IOException {
    try (WatchedAccount account = WatchedAccount.connected("")) {
      assertThat(account.check().notSeen()).isEqualTo("[]");
      assertThat(account.calls())
          .containsExactly(
              "GetItem",
              "DescribeCustomKeyStores",
              "DescribeClusters",
              "GetItem",
              "GenerateRandom",
              "DescribeBackups",
              "PutEvents",
              "PutItem");
      int first = account.calls().size();
      account.check();
      assertThat(account.calls().subList(first, account.calls().size()))
          .contains("DescribeClusters")
          .doesNotContain("DescribeBackups", "PutEvents");
      assertThat(account.item("watch")).containsOnlyKeys("keyStoreId", "memory", "updatedAt");
      assertThat(account.item(STORE)).isEmpty();
    }
  }

  @Test
  void onlyManagedKeyStoresAreUsedAndAllAreSeen() throws IOException {
    String world =
        """
        {'settings': {'requestsPerSecond': 0}, 'clusters': [{'id': '%s'}],
         'keyStores': [{'id': '%s', 'name': 'payments', 'state': 'CONNECTED'},
           {'id': 'cks-0000000000000000a', 'name': 'other', 'state': 'CONNECTED'},
           {'id': 'cks-0000000000000000b', 'name': 'proxy', 'state': 'CONNECTED', 'xks': {}}]}
        """
            .formatted(CLUSTER, STORE);
    try (WatchedAccount account = WatchedAccount.with(world, STORE + ",cks-0000000000000000b")) {
      Check check = account.check();
      assertThat(check.metrics())
          .containsEntry(STORE + " Usable", 1)
          .containsEntry("cks-0000000000000000a Connected", 1)
          .containsEntry("cks-0000000000000000b Connected", 1)
          .containsEntry("cks-0000000000000000b OpenRepair", 0)
          .containsEntry("CONNECTED KeyStores", 3)
          .doesNotContainKeys(
              "cks-0000000000000000a Usable",
              "cks-0000000000000000a OpenRepair",
              "cks-0000000000000000b Usable",
              "cks-0000000000000000b ActiveHsms");
      assertThat(account.calls()).containsOnlyOnce("GenerateRandom");
    }
  }

  /** A page has up to 50; one that is not READY cannot be restored. */
  @Test
  void theInventoryHasTheNewestBackupOfEachClusterThatCanBeRestored() throws IOException {
    List<String> backups =
        Stream.concat(
                Stream.of("{'state': 'CREATE_IN_PROGRESS', 'secondsAgo': 10}"),
                IntStream.range(0, 60)
                    .mapToObj(i -> "{'secondsAgo': %d}".formatted(86_400 * (60 - i))))
            .toList();
    String world =
        """
        {'settings': {'requestsPerSecond': 0},
         'clusters': [{'id': '%s', 'backups': [%s]}, {'id': 'cluster-emptyHsm222', 'backups': []}],
         'keyStores': [{'id': '%s', 'name': 'payments', 'state': 'CONNECTED'},
           {'id': 'cks-2', 'name': 'bare', 'cluster': 'cluster-emptyHsm222'}]}
        """
            .formatted(CLUSTER, String.join(",", backups), STORE);
    try (WatchedAccount account = WatchedAccount.with(world, STORE)) {
      assertThat(account.check().notSeen()).isEqualTo("[]");
      assertThat(account.inventory().get("payments")).isEqualTo("2026-11-22T03:00:00Z");
      assertThat(account.inventory()).containsEntry("bare", "null");
    }
  }

  @Test
  void withoutTheRightToSeeBackupsTheRestIsThere() throws IOException {
    try (WatchedAccount account = WatchedAccount.connected("")) {
      account.fault("{'fault': 'ACCESS_DENIED', 'operation': 'DescribeBackups', 'count': 'ALL'}");
      Check check = account.check();
      assertThat(check.notSeen())
          .contains("cloudhsm:DescribeBackups for " + CLUSTER + ": AccessDeniedException");
      assertThat(check.events()).containsExactly("Key Store Inventory");
      assertThat(account.inventory()).containsEntry("payments", "null");
    }
  }

  @Test
  void aRepairThatARunHasBegunIsOpen() throws IOException {
    String journal =
        """
        , 'journal': [{'keyStoreId': '%s', 'version': 3, 'journal': {'format': 1,
            'repair': {'code': 'NETWORK_ERRORS', 'since': '2026-11-23T02:00:00Z', 'run': 'r'}}}]
        """
            .formatted(STORE);
    try (WatchedAccount account = WatchedAccount.connected(journal)) {
      assertThat(account.check().of("OpenRepair")).isEqualTo("1");
    }
  }

  /** The call that fails, what is named, the metric that is left out, and one that is not. */
  @ParameterizedTest
  @CsvSource({
    "DescribeClusters, ACCESS_DENIED, cloudhsm:DescribeClusters: AccessDeniedException, ActiveHsms,"
        + " Usable",
    "DescribeClusters, SERVER_ERROR, cloudhsm:DescribeClusters: CloudHsmInternalFailureException,"
        + " ActiveZones, Usable",
    "GenerateRandom, ACCESS_DENIED, kms:GenerateRandom for "
        + STORE
        + ": AccessDeniedException,"
        + " Usable, ActiveHsms",
    "GenerateRandom, THROTTLE, kms:GenerateRandom for "
        + STORE
        + ": ThrottlingException,"
        + " Usable, OpenRepair",
    "GetItem, ACCESS_DENIED, dynamodb:GetItem for "
        + STORE
        + ": AccessDeniedException,"
        + " OpenRepair, Usable"
  })
  void aCallThatFailsLeavesOutItsFactAndIsNamed(
      String operation, String fault, String named, String missing, String present)
      throws IOException {
    try (WatchedAccount account = WatchedAccount.connected("")) {
      account.fault(
          "{'fault': '%s', 'operation': '%s', 'count': 'ALL'}".formatted(fault, operation));
      Check check = account.check();
      assertThat(check.notSeen()).contains(named);
      assertThat(check.of(missing)).isEqualTo("null");
      assertThat(check.of(present)).isNotEqualTo("null");
      assertThat(check.of("Connected")).isEqualTo("1");
    }
  }

  @Test
  void aKeyStoreThatAnswersWithAnErrorIsNotUsable() throws IOException {
    try (WatchedAccount account = WatchedAccount.connected("")) {
      account.fault("{'fault': 'SERVER_ERROR', 'operation': 'GenerateRandom', 'count': 'ALL'}");
      Check check = account.check();
      assertThat(check.of("Usable")).isEqualTo("0");
      assertThat(check.notSeen()).contains("KMSInternalException");
    }
  }

  @Test
  void aKeyStoreWhoseSessionIsBrokenIsConnectedAndNotUsable() throws IOException {
    try (WatchedAccount account = WatchedAccount.connected("")) {
      account.person("BREAK_SESSION", "keyStore", STORE);
      Check check = account.check();
      assertThat(check.of("Connected")).isEqualTo("1");
      assertThat(check.of("Usable")).isEqualTo("0");
    }
  }

  @Test
  void withoutItsMemoryItMakesNoEventAndTheChangeIsFoundLater() throws IOException {
    try (WatchedAccount account = WatchedAccount.connected("")) {
      account.check();
      Map<String, Object> memory = account.item("watch");
      account.person("DISCONNECT", "keyStore", STORE).pass(60);
      account.fault("{'fault': 'ACCESS_DENIED', 'operation': 'GetItem'}");
      assertThat(account.check().events()).isEmpty();
      assertThat(account.item("watch")).isEqualTo(memory);
      assertThat(account.noFaults().check().events()).containsExactly("CONNECTED to DISCONNECTED");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'fault': 'EVENT_FAILS', 'code': 'ThrottlingException', 'count': 'ALL'} | the event Key"
            + " Store State Changed: ThrottlingException",
        "{'fault': 'ACCESS_DENIED', 'operation': 'PutEvents'} | events:PutEvents:"
            + " AccessDeniedException"
      })
  void anEventThatTheBusDidNotAcceptIsMadeAgain(String fault, String named) throws IOException {
    try (WatchedAccount account = WatchedAccount.connected("")) {
      account.check();
      account.person("DISCONNECT", "keyStore", STORE).pass(60);
      Check refused = account.fault(fault).check();
      assertThat(refused.events()).isEmpty();
      assertThat(refused.notSeen()).contains(named);
      assertThat(account.noFaults().check().events()).containsExactly("CONNECTED to DISCONNECTED");
      assertThat(account.check().events()).isEmpty();
    }
  }

  /** The next check does not know that the first one sent it. */
  @Test
  void anEventComesTwiceIfTheMemoryCouldNotBeWritten() throws IOException {
    try (WatchedAccount account = WatchedAccount.connected("")) {
      account.check();
      account.person("DISCONNECT", "keyStore", STORE).pass(60);
      account.fault("{'fault': 'ACCESS_DENIED', 'operation': 'PutItem'}");
      Check unsaved = account.check();
      assertThat(unsaved.events()).containsExactly("CONNECTED to DISCONNECTED");
      assertThat(unsaved.notSeen()).contains("dynamodb:PutItem");
      assertThat(account.noFaults().check().events()).containsExactly("CONNECTED to DISCONNECTED");
    }
  }

  @Test
  void aMemoryThatItDoesNotUnderstandIsForgotten() throws IOException {
    try (WatchedAccount account =
        WatchedAccount.connected(", 'journal': [{'keyStoreId': 'watch', 'memory': 'oops'}]")) {
      Check check = account.check();
      assertThat(check.events()).containsExactly("Key Store Inventory");
      assertThat(check.notSeen()).contains("the memory of the watch: not readable");
      assertThat(account.check().notSeen()).isEqualTo("[]");
    }
  }

  @Test
  void itFailsOnlyIfKmsDoesNotShowTheKeyStores() throws IOException {
    try (WatchedAccount account = WatchedAccount.connected("")) {
      account.fault("{'fault': 'ACCESS_DENIED', 'operation': 'DescribeCustomKeyStores'}");
      assertThatThrownBy(account::check)
          .hasMessage("KMS did not describe the key stores (AccessDeniedException).");
      assertThat(account.calls()).doesNotContain("PutEvents", "PutItem");
    }
  }

  /** The states are known from the one call that is always made. */
  @Test
  void withoutTimeItSaysTheStatesAndNothingElse() throws IOException {
    try (WatchedAccount account = WatchedAccount.connected("")) {
      Check check = account.leaves(20_000).check();
      assertThat(check.of("Connected")).isEqualTo("1");
      assertThat(check.of("ActiveHsms")).isEqualTo("null");
      assertThat(check.notSeen()).contains("kms:GenerateRandom for " + STORE + ": no time left");
      assertThat(account.calls()).containsExactly("DescribeCustomKeyStores");
    }
  }

  @Test
  void theEventItIsCalledWithDoesNotMatter() throws IOException {
    try (WatchedAccount account = WatchedAccount.connected("")) {
      for (byte[] event : HostileBytes.of("{\"detail-type\": \"Scheduled Event\"}", 1, 5)) {
        assertThat(account.check(event).of("Connected")).isEqualTo("1");
      }
    }
  }

  @Test
  void theInventoryHasTheOddestName() throws IOException {
    String name = "pay\"ments\\ <ä>";
    String world =
        JSON.std.asString(
            Map.of(
                "keyStores",
                java.util.List.of(
                    Map.of("id", STORE, "name", name, "state", "CONNECTED", "xks", Map.of()))));
    try (WatchedAccount account = WatchedAccount.with(world, STORE)) {
      Check check = account.check();
      assertThat(check.events()).containsExactly("Key Store Inventory");
      assertThat(String.valueOf(check.line().get("keyStores"))).contains("name=" + name);
    }
  }
}
