package io.keystoreconnector.emulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A world evolves the same way however often, and whenever, it is read. */
class TimelinePropertyTest {

  private static final int END = 2_000;
  private static final Instant START = Instant.parse("2026-11-23T03:00:00Z");

  @Property(tries = 300)
  void lookingDoesNotChangeWhatHappens(
      @ForAll("worlds") Map<String, Object> json, @ForAll("moments") List<Integer> looks) {
    assertThat(play(json, looks)).isEqualTo(play(json, List.of()));
  }

  private static Map<String, Object> play(Map<String, Object> json, List<Integer> looks) {
    VirtualTime time = new VirtualTime(START);
    World world = World.load(json, time);
    SortedSet<Integer> moments = new TreeSet<>(looks);
    moments.add(END);
    int now = 0;
    for (int moment : moments) {
      time.pass(Duration.ofSeconds(moment - now));
      now = moment;
      world.catchUp();
      world.keyStores().snapshots();
    }
    Map<String, Object> result = new LinkedHashMap<>(world.toJson(SecretVisibility.CLEAR));
    result.put("events", world.journal().events().stream().map(EventRecord::toJson).toList());
    return result;
  }

  @Provide
  Arbitrary<List<Integer>> moments() {
    return Arbitraries.integers().between(0, END - 1).list().ofMaxSize(40);
  }

  @Provide
  Arbitrary<Map<String, Object>> worlds() {
    Arbitrary<Integer> hsms = Arbitraries.integers().between(0, 3);
    Arbitrary<String> password = Arbitraries.of("Right12345", "Wrong12345");
    Arbitrary<String> state = Arbitraries.of("DISCONNECTED", "CONNECTING", "CONNECTED");
    Arbitrary<List<Map<String, Object>>> people = actions().list().ofMaxSize(25);
    Arbitrary<Integer> seconds = Arbitraries.of(0, 1, 20, 240);
    return Combinators.combine(hsms, password, state, people, seconds)
        .as(
            (count, told, from, actions, takes) ->
                Map.of(
                    "settings",
                    Map.of(
                        "connectSeconds", takes, "disconnectSeconds", takes, "hsmSeconds", takes),
                    "keyStores",
                    List.of(Map.of("name", "store", "state", from, "password", told)),
                    "clusters",
                    List.of(
                        Map.of(
                            "id", "cluster-abcdefghijk", "hsms", count, "kmsuser", "Right12345")),
                    "people",
                    actions));
  }

  private static Arbitrary<Map<String, Object>> actions() {
    Arbitrary<Integer> at = Arbitraries.integers().between(0, END);
    Arbitrary<String> ofStore = Arbitraries.of("CONNECT", "DISCONNECT");
    Arbitrary<String> ofCluster =
        Arbitraries.of("LOG_IN", "LOG_OUT", "UNLOCK_USER", "ADD_HSM", "KILL_HSM", "DELETE_USER");
    return Arbitraries.oneOf(
        Combinators.combine(at, ofStore).as((t, does) -> action(t, does, "keyStore", "store")),
        Combinators.combine(at, ofCluster)
            .as((t, does) -> action(t, does, "cluster", "cluster-abcdefghijk")),
        at.map(TimelinePropertyTest::reset));
  }

  private static Map<String, Object> action(int at, String does, String kind, String subject) {
    return Map.of("at", at, "does", does, kind, subject);
  }

  private static Map<String, Object> reset(int at) {
    return Map.of(
        "at",
        at,
        "does",
        "RESET_PASSWORD",
        "cluster",
        "cluster-abcdefghijk",
        "password",
        "Wrong12345");
  }
}
