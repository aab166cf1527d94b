package io.keystoreconnector.watch;

import java.util.List;
import org.json.JSONObject;

/** One structured line for each check. */
final class LogLine {

  private LogLine() {}

  /**
   * The line.
   *
   * @param accepted the events that the bus has accepted
   */
  static String of(Sight seen, List<Event> events, List<Event> accepted, Gaps gaps) {
    return new JSONObject()
            .put("message", "Checked %d key stores.".formatted(seen.keyStores().size()))
            .put("keyStores", seen.keyStores().stream().map(store -> of(store, seen)).toList())
            .put("events", events.size())
            .put("accepted", accepted.size())
            .put("notSeen", gaps.named())
        + "\n";
  }

  private static JSONObject of(KeyStore store, Sight seen) {
    Cluster cluster = seen.clusterOf(store);
    return new JSONObject()
        .put("keyStoreId", store.id())
        .put("name", store.name())
        .put("state", store.state())
        .put("errorCode", store.errorCode())
        .put("usable", seen.usable().get(store.id()))
        .put("openRepair", seen.openRepairs().get(store.id()))
        .put("activeHsms", cluster == null ? null : cluster.activeHsms());
  }
}
