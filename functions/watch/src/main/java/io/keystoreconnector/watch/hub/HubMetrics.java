package io.keystoreconnector.watch.hub;

import io.keystoreconnector.watch.EmbeddedMetrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How many accounts and key stores there are, and how many of them something is wrong with. */
final class HubMetrics {

  private static final String HUB = "Hub";

  /** Counted even when no key store is in them, so that a chart has no gaps. */
  private static final List<String> STATES =
      List.of("CONNECTED", "CONNECTING", "DISCONNECTED", "DISCONNECTING", "FAILED");

  private HubMetrics() {}

  /** Lines in the embedded metric format: one for the hub, and one for each state. */
  static List<String> lines(List<Row> rows, String hub, Instant now) {
    List<MemberRow> members = only(rows, MemberRow.class);
    List<StoreRow> stores = only(rows, StoreRow.class);
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("Accounts", (long) members.size());
    counts.put("SilentAccounts", count(members.stream().map(row -> Silence.isSilent(row, now))));
    counts.put("NeedAPerson", count(stores.stream().map(row -> Needs.of(row) != null)));
    List<String> lines = new ArrayList<>();
    lines.add(EmbeddedMetrics.line(dimensions(hub, null), counts, now));
    states(stores)
        .forEach(
            (state, many) ->
                lines.add(
                    EmbeddedMetrics.line(dimensions(hub, state), Map.of("KeyStores", many), now)));
    return lines;
  }

  private static <T> List<T> only(List<Row> rows, Class<T> type) {
    return rows.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static long count(Stream<Boolean> flags) {
    return flags.filter(flag -> flag).count();
  }

  private static Map<String, Long> states(List<StoreRow> stores) {
    Map<String, Long> count = new TreeMap<>();
    STATES.forEach(state -> count.put(state, 0L));
    for (StoreRow store : stores) {
      StoreRow.State state = store.state();
      if (state != null) {
        count.merge(state.name(), 1L, Long::sum);
      }
    }
    return count;
  }

  private static Map<String, String> dimensions(String hub, @Nullable String state) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    dimensions.put(HUB, hub);
    if (state != null) {
      dimensions.put("State", state);
    }
    return dimensions;
  }
}
