package io.keystoreconnector.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One measurement.
 *
 * @param dimension what it is about, beside the connector: {@code KeyStore} or {@code State}
 * @param about the id of the key store, or the state
 */
record Metric(String dimension, String about, String name, long value) {

  private static final String KEY_STORE = "KeyStore";
  private static final String STATE = "State";

  /** Counted even when no key store is in them, so that a chart has no gaps. */
  private static final List<String> STATES =
      List.of("CONNECTED", "CONNECTING", "DISCONNECTED", "DISCONNECTING", "FAILED");

  /** What a check measures; a fact that was not seen is left out. */
  static List<Metric> of(Sight seen) {
    List<Metric> metrics = new ArrayList<>();
    seen.keyStores().forEach(store -> addStore(metrics, store, seen));
    addStates(metrics, seen.keyStores());
    return List.copyOf(metrics);
  }

  private static void addStore(List<Metric> metrics, KeyStore store, Sight seen) {
    if (store.state() != null) {
      add(metrics, store, "Connected", store.isConnected());
      addExpected(metrics, store, seen);
    }
    add(metrics, store, "Usable", seen.usable().get(store.id()));
    Cluster cluster = seen.clusterOf(store);
    if (cluster != null) {
      metrics.add(new Metric(KEY_STORE, store.id(), "ActiveHsms", cluster.activeHsms()));
      addZones(metrics, store, cluster, seen);
    }
    add(metrics, store, "OpenRepair", seen.openRepairs().get(store.id()));
  }

  /** An alarm on it goes off only when the key store should be CONNECTED and is not. */
  private static void addExpected(List<Metric> metrics, KeyStore store, Sight seen) {
    if (seen.expected().containsKey(store.id())) {
      add(metrics, store, "AsExpected", store.isConnected() || !seen.isExpectedConnected(store));
    }
  }

  /** A cluster that has no HSMs at night is no reason for an alarm on its zones. */
  private static void addZones(List<Metric> metrics, KeyStore store, Cluster cluster, Sight seen) {
    if (seen.isExpectedConnected(store)) {
      metrics.add(new Metric(KEY_STORE, store.id(), "ActiveZones", cluster.activeZones().size()));
    }
  }

  private static void add(
      List<Metric> metrics, KeyStore store, String name, @Nullable Boolean value) {
    if (value != null) {
      metrics.add(new Metric(KEY_STORE, store.id(), name, value ? 1 : 0));
    }
  }

  private static void addStates(List<Metric> metrics, List<KeyStore> stores) {
    Map<String, Long> count = new TreeMap<>();
    STATES.forEach(state -> count.put(state, 0L));
    for (KeyStore store : stores) {
      if (store.state() != null) {
        count.merge(store.state(), 1L, Long::sum);
      }
    }
    count.forEach((state, stands) -> metrics.add(new Metric(STATE, state, "KeyStores", stands)));
  }
}
