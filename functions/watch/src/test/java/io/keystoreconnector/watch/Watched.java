package io.keystoreconnector.watch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Key stores, sights and memories for the tests. */
final class Watched {

  static final String STORE = "cks-1234567890abcdef0";
  static final String CLUSTER = "cluster-2a3b4c5d6e7";
  static final Instant NOW = Instant.parse("2026-11-23T03:10:00Z");
  static final Instant BEFORE = Instant.parse("2026-11-23T03:05:00Z");
  static final Instant LONG_AGO = Instant.parse("2026-11-20T00:00:00Z");
  static final Instant BACKUP = Instant.parse("2026-11-22T21:40:00Z");
  static final Place PLACE = new Place("payments-connector", "111122223333", "eu-central-1");

  private Watched() {}

  static KeyStore store(@Nullable String state, @Nullable String errorCode) {
    return new KeyStore(STORE, "payments", "AWS_CLOUDHSM", state, errorCode, CLUSTER);
  }

  static Cluster cluster(int activeHsms, String... zones) {
    return new Cluster(CLUSTER, "ACTIVE", "hsm2m.medium", "FIPS", activeHsms, Set.of(zones))
        .withNewestBackup(BACKUP);
  }

  /** Only the key stores, and nothing else that could be seen. */
  static Sight only(KeyStore... stores) {
    return new Sight(List.of(stores), Set.of(), Map.of(), Map.of(), Map.of());
  }

  /** One managed key store of which everything was seen. */
  static Sight all(String state, boolean usable, boolean openRepair, Cluster cluster) {
    return new Sight(
        List.of(store(state, null)),
        Set.of(STORE),
        Map.of(CLUSTER, cluster),
        Map.of(STORE, usable),
        Map.of(STORE, openRepair));
  }

  /** A memory of the key store, with an inventory that was sent at the check before. */
  static Memory memory(String state, @Nullable String errorCode) {
    return new Memory(BEFORE, Map.of(STORE, new Memory.Known(state, errorCode, LONG_AGO)));
  }
}
