package io.keystoreconnector.rehearsal.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.emulator.world.EventRecord;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OneStoreTest {

  private static final Map<String, Object> WORLD =
      Map.of(
          "keyStores",
          List.of(
              Map.of("id", "cks-a", "name", "a", "cluster", "cluster-a"),
              Map.of("id", "cks-b", "name", "b", "cluster", "cluster-b")),
          "clusters",
          List.of(
              Map.of("id", "cluster-a", "hsms", List.of(Map.of("id", "hsm-1"))),
              Map.of("id", "cluster-b", "hsms", List.of(Map.of("id", "hsm-2")))),
          "secrets",
          List.of(Map.of("name", "b/kmsuser")));

  private static EventRecord bought(String hsm) {
    return new EventRecord(1, "HSM_CREATE_STARTED", hsm, Map.of());
  }

  private static Stream<Evidence> each(EventRecord... events) {
    return OneStore.each(
        new Evidence(
            Map.of(),
            WORLD,
            WORLD,
            WORLD,
            List.of(),
            List.of(),
            List.of(),
            List.of(events),
            List.of()));
  }

  @Test
  void anHsmOfAnotherKeyStoreIsNotOneMore() {
    BuysOneHsmInAll rule = new BuysOneHsmInAll();
    assertThat(each(bought("hsm-1"), bought("hsm-2")).flatMap(rule::breaches)).isEmpty();
    assertThat(each(bought("hsm-1"), bought("hsm-1")).flatMap(rule::breaches)).hasSize(1);
  }

  @Test
  void anHsmThatIsNewBelongsToTheClusterThatItBecomesActiveIn() {
    EventRecord active = new EventRecord(2, "HSM_ACTIVE", "hsm-3", Map.of("cluster", "cluster-b"));
    assertThat(
            each(bought("hsm-2"), bought("hsm-3"), active).flatMap(new BuysOneHsmInAll()::breaches))
        .hasSize(1);
  }

  @Test
  void whatHappensToOthersIsBlankAndPositionsStay() {
    EventRecord push = new EventRecord(1, "SECRET_VERSION_PUT", "b/kmsuser", Map.of());
    EventRecord state = new EventRecord(2, "STATE", "cks-a", Map.of("to", "CONNECTED"));
    List<Evidence> each = each(push, state).toList();
    assertThat(each.getFirst().events()).element(1).isEqualTo(state);
    assertThat(each.getFirst().events()).element(0).isNotEqualTo(push);
    assertThat(each.getLast().events()).element(0).isEqualTo(push);
    assertThat(each.getLast().events()).element(1).isNotEqualTo(state);
  }
}
