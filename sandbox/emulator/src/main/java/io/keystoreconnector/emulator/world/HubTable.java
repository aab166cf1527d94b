package io.keystoreconnector.emulator.world;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The table in which the hub of an organization keeps what its accounts report. Every read sees
 * what was written last.
 */
public final class HubTable {

  /** The name of the table. */
  public static final String NAME = "connector-hub";

  /** The attribute that is its partition key, a string. */
  public static final String PARTITION_KEY = "place";

  /** The attribute that is its sort key, a string. */
  public static final String SORT_KEY = "entry";

  private final Map<Key, Map<String, AttributeValue>> items = new TreeMap<>();

  /**
   * The key of an item, in the order of the sort keys within a partition.
   *
   * @param place the value of the partition key
   * @param entry the value of the sort key
   */
  public record Key(String place, String entry) implements Comparable<Key> {

    /** The key of the item with these attributes. */
    public static Key of(Map<String, AttributeValue> item) {
      return new Key(
          Objects.requireNonNull(item.get(PARTITION_KEY)).text(),
          Objects.requireNonNull(item.get(SORT_KEY)).text());
    }

    @Override
    public int compareTo(Key other) {
      return place.equals(other.place)
          ? entry.compareTo(other.entry)
          : place.compareTo(other.place);
    }
  }

  HubTable() {}

  /** The item with this key. */
  public Optional<Map<String, AttributeValue>> get(Key key) {
    return Optional.ofNullable(items.get(key));
  }

  /** Puts an item, replacing any with the same key. */
  public void put(Map<String, AttributeValue> item) {
    items.put(Key.of(item), Map.copyOf(item));
  }

  /** Deletes the item with this key if it exists. */
  public void delete(Key key) {
    items.remove(key);
  }

  /** All items, in the order of their keys. */
  public List<Map<String, AttributeValue>> items() {
    return List.copyOf(items.values());
  }
}
