package io.keystoreconnector.endtoend;

import static io.keystoreconnector.endtoend.Hub.MEMBER;
import static io.keystoreconnector.endtoend.Hub.inventory;
import static io.keystoreconnector.endtoend.WatchedAccount.CLUSTER;
import static io.keystoreconnector.endtoend.WatchedAccount.STORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.jr.ob.JSON;

/** The hub's functions, with the events that the watch really sends. */
class HubEndToEndTest {

  private static final String OTHER = "444455556666";

  private static Map<String, String> row(Hub hub, String key) {
    return Objects.requireNonNull(hub.rows().get(key), () -> hub.rows().toString());
  }

  @Test
  void itRecordsWhatTheWatchSends() throws IOException {
    List<String> sent;
    try (WatchedAccount account = WatchedAccount.connected("")) {
      var _ = account.check();
      account.person("KILL_HSM", "cluster", CLUSTER).person("KILL_HSM", "cluster", CLUSTER);
      account.person("DISCONNECT", "keyStore", STORE).pass(60);
      account.person("CONNECT", "keyStore", STORE).pass(600);
      var _ = account.check();
      sent = account.putEvents();
    }
    assertThat(sent).hasSize(2);
    try (Hub hub = new Hub()) {
      hub.record(sent.getFirst());
      assertThat(hub.rows()).containsOnlyKeys(MEMBER + " inventory", MEMBER + " " + STORE);
      assertThat(row(hub, MEMBER + " " + STORE))
          .containsEntry("state", "CONNECTED")
          .containsEntry("connector", "payments-connector")
          .containsEntry("managed", "true")
          .doesNotContainKey("needs");
      hub.record(sent.getLast());
      assertThat(row(hub, MEMBER + " " + STORE))
          .containsEntry("state", "FAILED")
          .containsEntry("errorCode", "INSUFFICIENT_CLOUDHSM_HSMS")
          .containsEntry("needs", "Start a run.")
          .containsEntry("version", "2");
      List<Map<String, Object>> written = hub.inAWorldFile();
      List<Map<String, Object>> withoutKeys =
          written.stream().<Map<String, Object>>map(TreeMap::new).toList();
      withoutKeys.forEach(row -> row.keySet().removeAll(List.of("place", "entry")));
      assertThat(Hub.readBack(withoutKeys)).isEqualTo(written);
      Map<String, Map<String, String>> rows = hub.rows();
      hub.record(sent.getFirst());
      hub.record(sent.getLast());
      assertThat(hub.rows()).isEqualTo(rows);
    }
  }

  @Test
  void itReadsOnePlaceAndWritesOnlyWhatChanges() throws IOException {
    try (Hub hub = new Hub()) {
      hub.record(inventory(MEMBER, Instant.parse("2026-11-23T03:00:00Z")));
      hub.record(inventory(MEMBER, Instant.parse("2026-11-23T03:00:00Z")));
      assertThat(hub.calls()).containsExactly("Query", "PutItem", "Query");
    }
  }

  /** Another recorder was faster: it looks again, and decides again. */
  @Test
  void ofTwoWritersOneLooksAgain() throws IOException {
    try (Hub hub = new Hub()) {
      hub.record(inventory(MEMBER, Instant.parse("2026-11-23T03:00:00Z")));
      hub.fault(
          "{'fault': 'REFUSE', 'operation': 'PutItem', 'error':"
              + " 'ConditionalCheckFailedException'}");
      hub.record(inventory(MEMBER, Instant.parse("2026-11-24T03:00:00Z")));
      assertThat(hub.calls())
          .containsExactly("Query", "PutItem", "Query", "PutItem", "Query", "PutItem");
      assertThat(row(hub, MEMBER + " inventory"))
          .containsEntry("inventoryAt", "2026-11-24T03:00:00Z");
    }
  }

  @Test
  void itGivesUpIfSomebodyElseIsAlwaysFaster() throws IOException {
    try (Hub hub = new Hub()) {
      hub.fault(
          "{'fault': 'REFUSE', 'operation': 'PutItem', 'count': 'ALL',"
              + " 'error': 'ConditionalCheckFailedException'}");
      assertThatThrownBy(() -> hub.record(inventory(MEMBER, Instant.EPOCH)))
          .hasMessage("The rows of 111122223333/eu-central-1 were changed by others each time.");
    }
  }

  @Test
  void anotherEventIsRefusedAndWritesNothing() throws IOException {
    try (Hub hub = new Hub()) {
      String event = inventory(MEMBER, Instant.EPOCH);
      for (byte[] hostile : HostileBytes.of(event, 1, 5)) {
        try {
          hub.record(hostile);
        } catch (RuntimeException e) {
          assertThat(e.getClass().getSimpleName()).isEqualTo("NotNews");
        }
      }
      assertThat(hub.rows().keySet()).allMatch(key -> key.endsWith(" inventory"));
      assertThatThrownBy(() -> hub.record(event.replace("keystore-connector", "aws.kms")))
          .hasMessage("The event is not one of the connector's: it has another source.");
    }
  }

  /** The clock of the functions is that of this machine. */
  @Test
  void peopleAreToldOnceOfAnAccountThatIsSilentAndOnceWhenItSpeaksAgain() throws IOException {
    Instant now = Instant.now();
    Instant early = now.minus(Duration.ofHours(27));
    try (Hub hub = new Hub()) {
      hub.record(inventory(MEMBER, early));
      hub.record(inventory(OTHER, now.minus(Duration.ofHours(25))));
      assertThat(metric(hub.look(), "SilentAccounts")).isEqualTo(1);
      assertThat(hub.notices())
          .singleElement()
          .asString()
          .startsWith(
              "Account 111122223333, Region eu-central-1, has sent no inventory of its key stores"
                  + " since "
                  + early);
      assertThat(metric(hub.look(), "SilentAccounts")).isEqualTo(1);
      assertThat(hub.notices()).hasSize(1);
      assertThat(row(hub, MEMBER + " inventory")).containsKey("silentSince");

      hub.record(inventory(MEMBER, now));
      assertThat(metric(hub.look(), "SilentAccounts")).isZero();
      assertThat(hub.notices()).hasSize(2);
      assertThat(hub.notices().getLast()).contains("sends inventories of its key stores again");
      assertThat(row(hub, MEMBER + " inventory")).doesNotContainKey("silentSince");
      hub.look();
      assertThat(hub.notices()).hasSize(2);
    }
  }

  @Test
  void aNoticeThatTheBusDidNotAcceptIsSentAgain() throws IOException {
    try (Hub hub = new Hub()) {
      hub.record(inventory(MEMBER, Instant.EPOCH));
      hub.fault("{'fault': 'EVENT_FAILS', 'code': 'ThrottlingException'}");
      assertThatThrownBy(hub::look)
          .hasMessage("The event bus did not accept 1 notices of silent accounts.");
      assertThat(row(hub, MEMBER + " inventory")).doesNotContainKey("silentSince");
      hub.noFaults();
      hub.look();
      assertThat(row(hub, MEMBER + " inventory")).containsKey("silentSince");
    }
  }

  @Test
  void aThousandKeyStoresAreReadPageByPage() throws IOException {
    try (Hub hub = new Hub()) {
      for (int i = 0; i < 8; i++) {
        hub.record(
            Hub.event(
                "%012d".formatted(i),
                "Key Store Inventory",
                """
                {"connector": "c", "checkedAt": "%s", "keyStores": [
                  {"keyStoreId": "cks-1", "name": "%s", "type": "AWS_CLOUDHSM", "managed": true}]}
                """
                    .formatted(Instant.now(), "x".repeat(200_000))));
      }
      assertThat(metric(hub.look(), "Accounts")).isEqualTo(8);
      assertThat(hub.calls()).endsWith("Scan", "Scan");
    }
  }

  private static int metric(List<String> lines, String name) {
    return lines.stream()
        .map(line -> JSON.std.mapFrom(line))
        .filter(line -> line.containsKey(name))
        .map(line -> (Integer) Objects.requireNonNull(line.get(name)))
        .findFirst()
        .orElseThrow();
  }
}
