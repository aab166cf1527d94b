package io.keystoreconnector.watch;

import static io.keystoreconnector.watch.Watched.BEFORE;
import static io.keystoreconnector.watch.Watched.LONG_AGO;
import static io.keystoreconnector.watch.Watched.NOW;
import static io.keystoreconnector.watch.Watched.STORE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingsTest {

  /** What was remembered, what is seen, and the event: its states and code, or none. */
  @ParameterizedTest
  @CsvSource({
    "CONNECTED,    ,                  CONNECTED,    ,                  none",
    "FAILED,       NETWORK_ERRORS,    FAILED,       NETWORK_ERRORS,    none",
    "DISCONNECTED, ,                  DISCONNECTED, ,                  none",
    "CONNECTED,    ,                  FAILED,       INTERNAL_ERROR,    CONNECTED FAILED"
        + " INTERNAL_ERROR",
    "FAILED,       NETWORK_ERRORS,    FAILED,       USER_LOCKED_OUT,   FAILED FAILED"
        + " USER_LOCKED_OUT",
    "FAILED,       NETWORK_ERRORS,    DISCONNECTED, ,                  FAILED DISCONNECTED null",
    "DISCONNECTED, ,                  CONNECTING,   ,                  DISCONNECTED CONNECTING"
        + " null",
    "CONNECTING,   ,                  CONNECTED,    ,                  CONNECTING CONNECTED null",
    "CONNECTED,    ,                  NEW_STATE,    ,                  CONNECTED NEW_STATE null",
    "CONNECTED,    ,                  ,             ,                  none"
  })
  void anEventIsMadeIfTheStateOrItsCodeIsAnother(
      String state,
      @Nullable String code,
      @Nullable String stateNow,
      @Nullable String codeNow,
      String event) {
    Findings findings =
        Findings.of(
            Watched.memory(state, code), Watched.only(Watched.store(stateNow, codeNow)), NOW);
    assertThat(findings.events().stream().map(FindingsTest::shown))
        .containsExactlyElementsOf(event.equals("none") ? List.of() : List.of(event));
  }

  private static String shown(Event event) {
    return event instanceof Event.StateChanged changed
        ? "%s %s %s".formatted(changed.from(), changed.to(), changed.errorCode())
        : event.detailType();
  }

  @Test
  void anEventSaysWhichKeyStoreAndSinceWhen() {
    Findings findings =
        Findings.of(
            Watched.memory("CONNECTED", null),
            Watched.only(Watched.store("FAILED", "INTERNAL_ERROR")),
            NOW);
    assertThat(findings.events()).containsExactly(failed(NOW, false, null, null));
  }

  /** What starts a run, or not: the key store is managed, expected, and under no repair. */
  @ParameterizedTest
  @CsvSource({
    "none,               , true",
    "*=DISCONNECTED,     , false",
    "*=DISCONNECTED,     false, false",
    "*=CONNECTED,        true,  true"
  })
  void anEventSaysWhatTheDeploymentExpectsAndWhetherItIsRepairing(
      String declared, @Nullable Boolean openRepair, boolean expected) {
    Sight seen =
        new Sight(
                List.of(Watched.store("FAILED", "INTERNAL_ERROR")),
                Set.of(STORE),
                Map.of(),
                Map.of(),
                openRepair == null ? Map.of() : Map.of(STORE, openRepair))
            .expecting(ExpectedStates.of(declared), NOW);
    assertThat(Findings.of(Watched.memory("CONNECTED", null), seen, NOW).events())
        .containsExactly(failed(NOW, true, expected, openRepair));
  }

  @Test
  void theFirstCheckKnowsOfNoChangeAndSendsAnInventory() {
    Findings findings =
        Findings.of(Memory.EMPTY, Watched.only(Watched.store("FAILED", "INTERNAL_ERROR")), NOW);
    assertThat(findings.events())
        .singleElement()
        .isInstanceOfSatisfying(
            Event.Inventory.class,
            inventory -> {
              assertThat(inventory.checkedAt()).isEqualTo(NOW);
              assertThat(inventory.items()).extracting(Event.Item::since).containsExactly(NOW);
            });
    assertThat(findings.remembering(findings.events()))
        .isEqualTo(
            new Memory(NOW, Map.of(STORE, new Memory.Known("FAILED", "INTERNAL_ERROR", NOW))));
  }

  @Test
  void aNewOrADeletedKeyStoreIsNoChangeOfState() {
    Memory before = Watched.memory("DISCONNECTED", null);
    Findings gone = Findings.of(before, Watched.only(), NOW);
    assertThat(gone.events()).isEmpty();
    assertThat(gone.remembering(List.of())).isEqualTo(new Memory(BEFORE, Map.of()));
    Findings added =
        Findings.of(
            new Memory(BEFORE, Map.of()), Watched.only(Watched.store("CONNECTED", null)), NOW);
    assertThat(added.events()).isEmpty();
  }

  /** What has changed in between is then found at the next check. */
  @Test
  void withoutItsMemoryACheckMakesNoEventsAndLeavesTheMemoryAsItIs() {
    Findings findings =
        Findings.of(null, Watched.all("FAILED", false, true, Watched.cluster(1, "a")), NOW);
    assertThat(findings.events()).isEmpty();
    assertThat(findings.remembering(List.of())).isNull();
    assertThat(findings.metrics()).isNotEmpty();
  }

  @Test
  void anEventThatWasNotAcceptedIsMadeAgain() {
    Memory before = Watched.memory("CONNECTED", null);
    Sight failed = Watched.only(Watched.store("FAILED", "INTERNAL_ERROR"));
    Memory after = Findings.of(before, failed, NOW).remembering(List.of());
    assertThat(after).isEqualTo(before);
    Instant next = NOW.plusSeconds(300);
    assertThat(Findings.of(after, failed, next).events())
        .containsExactly(failed(next, false, null, null));
  }

  @Test
  void anAcceptedEventIsRememberedWithItsTimeAndMadeOnce() {
    Sight failed = Watched.only(Watched.store("FAILED", "INTERNAL_ERROR"));
    Findings first = Findings.of(Watched.memory("CONNECTED", null), failed, NOW);
    Memory after = first.remembering(first.events());
    assertThat(after)
        .isEqualTo(
            new Memory(BEFORE, Map.of(STORE, new Memory.Known("FAILED", "INTERNAL_ERROR", NOW))));
    Findings second = Findings.of(after, failed, NOW.plusSeconds(300));
    assertThat(second.events()).isEmpty();
    assertThat(second.remembering(List.of())).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource({
    ",                     true",
    "2026-11-22T03:10:00Z, true",
    "2026-11-22T03:10:01Z, false",
    "2026-11-23T03:10:00Z, false",
    "2026-11-23T03:10:01Z, true"
  })
  void anInventoryIsSentOnceADayAndAlsoAfterAClockThatWasWrong(
      @Nullable Instant last, boolean sent) {
    Memory before = new Memory(last, Map.of());
    Findings findings = Findings.of(before, Watched.only(), NOW);
    assertThat(findings.events()).hasSize(sent ? 1 : 0);
    assertThat(findings.remembering(List.of())).isEqualTo(before);
    assertThat(findings.remembering(findings.events()))
        .isEqualTo(sent ? new Memory(NOW, Map.of()) : before);
  }

  @Test
  void anInventoryHasWhatWasSeenOfEachKeyStoreManagedOrNot() {
    KeyStore other = new KeyStore("cks-2", "proxy", "EXTERNAL_KEY_STORE", "CONNECTED", null, null);
    Sight one = Watched.all("CONNECTED", true, false, Watched.cluster(2, "a", "b"));
    Sight both =
        new Sight(
            List.of(one.keyStores().getFirst(), other),
            one.managed(),
            one.clusters(),
            one.usable(),
            one.openRepairs());
    Memory before =
        new Memory(
            NOW.minus(Duration.ofDays(2)),
            Map.of(STORE, new Memory.Known("CONNECTED", null, LONG_AGO)));
    assertThat(Findings.of(before, both, NOW).events())
        .containsExactly(
            new Event.Inventory(
                NOW,
                List.of(
                    new Event.Item(
                        one.keyStores().getFirst(),
                        true,
                        LONG_AGO,
                        true,
                        true,
                        false,
                        Watched.cluster(2, "a", "b")),
                    new Event.Item(other, false, NOW, null, null, null, null))));
  }

  /** So that the hub hears of it, also if the event of the change was lost. */
  @ParameterizedTest
  @CsvSource({"none, true", "*=DISCONNECTED, false"})
  void anInventorySaysWhatIsExpected(String declared, boolean expected) {
    Sight seen =
        Watched.all("DISCONNECTED", false, false, Watched.cluster(2, "a", "b"))
            .expecting(ExpectedStates.of(declared), NOW);
    assertThat(Findings.of(Memory.EMPTY, seen, NOW).events())
        .singleElement()
        .isInstanceOfSatisfying(
            Event.Inventory.class,
            inventory ->
                assertThat(inventory.items())
                    .extracting(Event.Item::expectedConnected)
                    .containsExactly(expected));
  }

  @Test
  void aCheckMeasuresWhatItHasSeen() {
    assertThat(shown(Watched.all("CONNECTED", false, true, Watched.cluster(3, "a", "b"))))
        .contains(
            STORE + " Connected 1",
            STORE + " Usable 0",
            STORE + " ActiveHsms 3",
            STORE + " ActiveZones 2",
            STORE + " OpenRepair 1",
            "CONNECTED KeyStores 1",
            "FAILED KeyStores 0");
  }

  /** The state, what is declared, whether it is as expected, and whether its zones are measured. */
  @ParameterizedTest
  @CsvSource({
    "CONNECTED,    none,             none, true",
    "FAILED,       none,             none, true",
    "CONNECTED,    cks-2=CONNECTED,  1,    true",
    "FAILED,       cks-2=CONNECTED,  0,    true",
    "DISCONNECTED, *=DISCONNECTED,   1,    false",
    "FAILED,       *=DISCONNECTED,   1,    false",
    "CONNECTED,    *=DISCONNECTED,   1,    false"
  })
  void aKeyStoreThatNobodyExpectsToBeConnectedIsAsExpectedInAnyState(
      String state, String declared, String asExpected, boolean zones) {
    List<String> metrics =
        shown(
            Watched.all(state, true, false, Watched.cluster(2, "a"))
                .expecting(ExpectedStates.of(declared), NOW));
    assertThat(metrics.stream().filter(metric -> metric.contains("AsExpected")))
        .containsExactlyElementsOf(
            asExpected.equals("none") ? List.of() : List.of(STORE + " AsExpected " + asExpected));
    assertThat(metrics.contains(STORE + " ActiveZones 1")).isEqualTo(zones);
  }

  @Test
  void onlyTheStateOfAManagedKeyStoreIsExpected() {
    assertThat(
            shown(
                Watched.only(Watched.store("FAILED", null))
                    .expecting(ExpectedStates.of("*=DISCONNECTED"), NOW)))
        .noneMatch(metric -> metric.contains("AsExpected"));
  }

  @Test
  void whatWasNotSeenIsNotMeasured() {
    assertThat(shown(Watched.only(Watched.store("FAILED", "INTERNAL_ERROR"))))
        .containsExactlyInAnyOrder(
            STORE + " Connected 0",
            "CONNECTED KeyStores 0",
            "CONNECTING KeyStores 0",
            "DISCONNECTED KeyStores 0",
            "DISCONNECTING KeyStores 0",
            "FAILED KeyStores 1");
    assertThat(shown(Watched.only(Watched.store(null, null))))
        .hasSize(5)
        .allMatch(metric -> metric.endsWith(" KeyStores 0"));
  }

  private static List<String> shown(Sight seen) {
    return Findings.of(Memory.EMPTY, seen, NOW).metrics().stream()
        .map(metric -> "%s %s %d".formatted(metric.about(), metric.name(), metric.value()))
        .toList();
  }

  private static Event.StateChanged failed(
      Instant at,
      boolean managed,
      @Nullable Boolean expectedConnected,
      @Nullable Boolean openRepair) {
    return new Event.StateChanged(
        STORE,
        "payments",
        "AWS_CLOUDHSM",
        "CONNECTED",
        "FAILED",
        "INTERNAL_ERROR",
        at,
        managed,
        expectedConnected,
        openRepair);
  }
}
