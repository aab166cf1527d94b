package io.keystoreconnector.watch;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one check has seen. A fact that is not in it was not seen, and nothing follows from that.
 *
 * @param keyStores every key store of the account and Region
 * @param managed the ids of those that the deployment may act on
 * @param clusters by id
 * @param usable by key store: whether it made a random byte
 * @param openRepairs by key store: whether the journal has a repair that is not finished
 * @param expected by managed key store: whether it is expected to be CONNECTED now; empty if the
 *     deployment declares nothing
 */
record Sight(
    List<KeyStore> keyStores,
    Set<String> managed,
    Map<String, Cluster> clusters,
    Map<String, Boolean> usable,
    Map<String, Boolean> openRepairs,
    Map<String, Boolean> expected) {

  Sight {
    keyStores = List.copyOf(keyStores);
    managed = Set.copyOf(managed);
    clusters = Map.copyOf(clusters);
    usable = Map.copyOf(usable);
    openRepairs = Map.copyOf(openRepairs);
    expected = Map.copyOf(expected);
  }

  /** Without a declaration of what is expected. */
  Sight(
      List<KeyStore> keyStores,
      Set<String> managed,
      Map<String, Cluster> clusters,
      Map<String, Boolean> usable,
      Map<String, Boolean> openRepairs) {
    this(keyStores, managed, clusters, usable, openRepairs, Map.of());
  }

  /** The same, with what the deployment expects of each managed key store at that time. */
  Sight expecting(ExpectedStates states, Instant time) {
    Map<String, Boolean> now = new HashMap<>();
    if (states.areDeclared()) {
      keyStores.stream()
          .filter(store -> managed.contains(store.id()))
          .forEach(store -> now.put(store.id(), states.isConnected(store, time)));
    }
    return new Sight(keyStores, managed, clusters, usable, openRepairs, now);
  }

  /** The same with more about its clusters. */
  Sight with(Map<String, Cluster> others) {
    return new Sight(keyStores, managed, others, usable, openRepairs, expected);
  }

  /** Whether a key store is expected to be CONNECTED; as long as nothing is declared, it is. */
  boolean isExpectedConnected(KeyStore store) {
    return expected.getOrDefault(store.id(), true);
  }

  /** The cluster of a key store, if it was seen. */
  @Nullable Cluster clusterOf(KeyStore store) {
    return store.clusterId() == null ? null : clusters.get(store.clusterId());
  }
}
