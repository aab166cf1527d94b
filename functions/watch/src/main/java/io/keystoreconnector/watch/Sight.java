package io.keystoreconnector.watch;

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
 */
record Sight(
    List<KeyStore> keyStores,
    Set<String> managed,
    Map<String, Cluster> clusters,
    Map<String, Boolean> usable,
    Map<String, Boolean> openRepairs) {

  Sight {
    keyStores = List.copyOf(keyStores);
    managed = Set.copyOf(managed);
    clusters = Map.copyOf(clusters);
    usable = Map.copyOf(usable);
    openRepairs = Map.copyOf(openRepairs);
  }

  /** The cluster of a key store, if it was seen. */
  @Nullable Cluster clusterOf(KeyStore store) {
    return store.clusterId() == null ? null : clusters.get(store.clusterId());
  }
}
