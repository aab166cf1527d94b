package io.keystoreconnector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.json.JSONObject;

/** What holds for any key stores, any memory and any time. */
class FindingsPropertiesTest {

  private static final List<String> IDS = List.of("cks-1", "cks-2", "cks-3");

  @Property
  void eachChangeOfAKnownStateMakesExactlyOneEventAndNothingElseDoes(
      @ForAll("memories") Memory before,
      @ForAll("sights") Sight seen,
      @ForAll("times") Instant now) {
    Set<String> changed =
        seen.keyStores().stream()
            .filter(store -> store.state() != null)
            .filter(store -> before.keyStores().containsKey(store.id()))
            .filter(
                store -> {
                  Memory.Known known = Objects.requireNonNull(before.keyStores().get(store.id()));
                  return !(known.state() + known.errorCode())
                      .equals(store.state() + store.errorCode());
                })
            .map(KeyStore::id)
            .collect(Collectors.toSet());
    assertThat(
            Findings.of(before, seen, now).events().stream()
                .filter(Event.StateChanged.class::isInstance)
                .map(event -> ((Event.StateChanged) event).keyStoreId()))
        .containsExactlyInAnyOrderElementsOf(changed);
  }

  @Property
  void nothingBeganLaterThanNow(
      @ForAll("memories") Memory before,
      @ForAll("sights") Sight seen,
      @ForAll("times") Instant now) {
    for (Event event : Findings.of(before, seen, now).events()) {
      switch (event) {
        case Event.StateChanged changed -> assertThat(changed.since()).isBeforeOrEqualTo(now);
        case Event.Inventory inventory ->
            assertThat(inventory.items())
                .allSatisfy(
                    item ->
                        assertThat(item.since() == null || !item.since().isAfter(now)).isTrue());
      }
    }
  }

  /** Whatever the bus takes of the first check, the second one makes the rest. */
  @Property
  void noEventIsLostAndNoneIsMadeAgainThatWasAccepted(
      @ForAll("memories") Memory before,
      @ForAll("sights") Sight seen,
      @ForAll("times") Instant now,
      @ForAll Set<@IntRange(max = 2) Integer> refused) {
    List<Event> first = Findings.of(before, seen, now).events();
    List<Event> accepted =
        first.stream().filter(event -> !refused.contains(first.indexOf(event) % 3)).toList();
    Memory after = Findings.of(before, seen, now).remembering(accepted);
    assertThat(Findings.of(after, seen, now).events())
        .containsExactlyInAnyOrderElementsOf(
            first.stream().filter(event -> !accepted.contains(event)).toList());
  }

  @Property
  void noNameBreaksTheJson(@ForAll("names") String name, @ForAll("times") Instant now) {
    KeyStore store = new KeyStore(name, name, name, name, name, name);
    Sight seen = Watched.only(store);
    Memory before =
        new Memory(null, Map.of(name, new Memory.Known("CONNECTED", null, Instant.EPOCH)));
    Findings findings = Findings.of(before, seen, now);
    for (Event event : findings.events()) {
      JSONObject detail = new JSONObject(EventDetail.of(event, Watched.PLACE).toString());
      JSONObject about =
          event instanceof Event.Inventory
              ? detail.getJSONArray("keyStores").getJSONObject(0)
              : detail;
      assertThat(about.getString("name")).isEqualTo(name);
    }
    Memory after = Objects.requireNonNull(findings.remembering(findings.events()));
    assertThat(MemoryJson.read(MemoryJson.write(after))).contains(after);
    for (String line : EmbeddedMetrics.lines(findings.metrics(), name, now)) {
      assertThat(line).doesNotContain("\n").doesNotContain("\r");
      assertThat(new JSONObject(line).getJSONObject("_aws").getLong("Timestamp"))
          .isEqualTo(now.toEpochMilli());
    }
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings()
        .withChars("\"\\\u0000\u0007\n\r\t\u001b</>{}[]:,\u0085\u2028 =äß漢")
        .ofMinLength(1)
        .ofMaxLength(300);
  }

  @Provide
  Arbitrary<Instant> times() {
    return Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond);
  }

  @Provide
  Arbitrary<Memory> memories() {
    Arbitrary<Memory.Known> known =
        Combinators.combine(states(), codes(), times())
            .as((state, code, since) -> new Memory.Known(state, code, since));
    return Combinators.combine(
            times().injectNull(0.2), Arbitraries.maps(Arbitraries.of(IDS), known))
        .as(Memory::new);
  }

  @Provide
  Arbitrary<Sight> sights() {
    Arbitrary<KeyStore> store =
        Combinators.combine(Arbitraries.of(IDS), states().injectNull(0.1), codes())
            .as(
                (id, state, code) ->
                    new KeyStore(id, "store", "AWS_CLOUDHSM", state, code, Watched.CLUSTER));
    return store.list().ofMaxSize(5).map(FindingsPropertiesTest::sight);
  }

  /** KMS shows each key store once. */
  private static Sight sight(List<KeyStore> stores) {
    Map<String, KeyStore> once =
        new HashMap<>(
            stores.stream()
                .collect(Collectors.toMap(KeyStore::id, Function.identity(), (one, _) -> one)));
    return Watched.only(once.values().toArray(KeyStore[]::new));
  }

  private static Arbitrary<String> states() {
    return Arbitraries.of("CONNECTED", "CONNECTING", "DISCONNECTED", "DISCONNECTING", "FAILED");
  }

  private static Arbitrary<String> codes() {
    return Arbitraries.of("INTERNAL_ERROR", "NETWORK_ERRORS").injectNull(0.5);
  }
}
