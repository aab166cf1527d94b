package io.keystoreconnector.watch;

import java.time.Instant;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * The details of the events: docs/state-changed-event.schema.json and
 * docs/inventory-event.schema.json. Unknown values are left out.
 */
final class EventDetail {

  private static final String SCHEMA_VERSION = "1.0";

  private EventDetail() {}

  static JSONObject of(Event event, Place place) {
    JSONObject detail =
        new JSONObject()
            .put("schemaVersion", SCHEMA_VERSION)
            .put("connector", place.connector())
            .put("account", place.account())
            .put("region", place.region());
    return switch (event) {
      case Event.StateChanged changed ->
          detail
              .put("keyStoreId", changed.keyStoreId())
              .put("name", changed.name())
              .put("type", changed.type())
              .put("from", changed.from())
              .put("to", changed.to())
              .put("errorCode", changed.errorCode())
              .put("since", changed.since().toString())
              .put("managed", changed.managed())
              .put("expected", expected(changed.expectedConnected()))
              .put("openRepair", changed.openRepair());
      case Event.Inventory inventory ->
          detail
              .put("checkedAt", inventory.checkedAt().toString())
              .put("keyStores", inventory.items().stream().map(EventDetail::item).toList());
    };
  }

  private static JSONObject item(Event.Item item) {
    KeyStore store = item.keyStore();
    return new JSONObject()
        .put("keyStoreId", store.id())
        .put("name", store.name())
        .put("type", store.type())
        .put("state", store.state())
        .put("errorCode", store.errorCode())
        .put("since", text(item.since()))
        .put("managed", item.managed())
        .put("expected", expected(item.expectedConnected()))
        .put("usable", item.usable())
        .put("openRepair", item.openRepair())
        .put("cluster", cluster(item.cluster()));
  }

  private static @Nullable JSONObject cluster(@Nullable Cluster cluster) {
    return cluster == null
        ? null
        : new JSONObject()
            .put("clusterId", cluster.id())
            .put("state", cluster.state())
            .put("hsmType", cluster.hsmType())
            .put("mode", cluster.mode())
            .put("activeHsms", cluster.activeHsms())
            .put("activeZones", cluster.activeZones().stream().sorted().toList())
            .put("newestBackupAt", text(cluster.newestBackupAt()));
  }

  private static @Nullable String expected(@Nullable Boolean connected) {
    if (connected == null) {
      return null;
    }
    return connected ? "CONNECTED" : "DISCONNECTED";
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
