package io.keystoreconnector.emulator.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table in which the connector keeps its journal, one item for each key store. A read that does
 * not ask for consistency may be stale.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html">
 *     DynamoDB read consistency</a>
 */
public final class JournalTable {

  /** The name of the table. */
  public static final String NAME = "connector-journal";

  /** The attribute that is its partition key, a string. */
  public static final String KEY = "keyStoreId";

  /** The item before a write; null if it did not exist. */
  private record Before(String id, long writtenAt, @Nullable Map<String, AttributeValue> item) {}

  private final WorldClock clock;
  private final Settings settings;
  private final Ids ids;
  private final Map<String, Map<String, AttributeValue>> items = new LinkedHashMap<>();
  private final List<Before> writes = new ArrayList<>();

  JournalTable(WorldClock clock, Settings settings, Ids ids) {
    this.clock = clock;
    this.settings = settings;
    this.ids = ids;
  }

  /** The item with this key, as it is. */
  public Optional<Map<String, AttributeValue>> get(String id) {
    return Optional.ofNullable(items.get(id));
  }

  /** The item with this key, possibly as it was a moment ago. */
  public Optional<Map<String, AttributeValue>> getAsItMayHaveBeen(String id) {
    forget();
    if (isStale(id)) {
      for (Before write : writes) {
        if (write.id().equals(id)) {
          return Optional.ofNullable(write.item());
        }
      }
    }
    return get(id);
  }

  private boolean isStale(String id) {
    return switch (settings.staleness()) {
      case ALWAYS -> true;
      case SOMETIMES -> ids.coin("stale item " + id + clock.moment());
    };
  }

  /** Puts an item, replacing any with the same key. */
  public void put(Map<String, AttributeValue> item) {
    String id = Objects.requireNonNull(item.get(KEY)).text();
    beforeWrite(id);
    add(item);
  }

  /** Deletes the item with this key if it exists. */
  public void delete(String id) {
    beforeWrite(id);
    items.remove(id);
  }

  private void beforeWrite(String id) {
    writes.add(new Before(id, clock.moment(), items.get(id)));
  }

  /** Adds an item from long ago. */
  void add(Map<String, AttributeValue> item) {
    items.put(Objects.requireNonNull(item.get(KEY)).text(), Map.copyOf(item));
  }

  /** All items, in the order in which their keys were first written. */
  public List<Map<String, AttributeValue>> items() {
    return List.copyOf(items.values());
  }

  /** The items before each write that may still be read. */
  List<?> writes() {
    forget();
    return List.copyOf(writes);
  }

  private void forget() {
    long horizon = clock.moment() - settings.staleSeconds() * 1000L;
    writes.removeIf(write -> write.writtenAt() <= horizon);
  }
}
