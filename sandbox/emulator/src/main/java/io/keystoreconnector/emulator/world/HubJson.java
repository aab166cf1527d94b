package io.keystoreconnector.emulator.world;

import io.keystoreconnector.json.JsonObjectReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code hub} of a world file: the items of the hub's table, their attributes as plain JSON. The
 * keys follow from the account, the Region and the key store, as the hub makes them.
 */
final class HubJson {

  private static final String OF_ACCOUNT = "inventory";

  private final HubTable table;

  HubJson(HubTable table) {
    this.table = table;
  }

  void read(JsonObjectReader fields) {
    Map<String, AttributeValue> item = JournalJson.attributes(fields);
    String place =
        fields.has(HubTable.PARTITION_KEY)
            ? fields.text(HubTable.PARTITION_KEY)
            : fields.text("account") + "/" + fields.text("region");
    String entry =
        fields.has(HubTable.SORT_KEY)
            ? fields.text(HubTable.SORT_KEY)
            : fields.text("keyStoreId", OF_ACCOUNT);
    item.put(HubTable.PARTITION_KEY, AttributeValue.of(place));
    item.put(HubTable.SORT_KEY, AttributeValue.of(entry));
    HubTable.Key key = HubTable.Key.of(item);
    if (table.get(key).isPresent()) {
      throw WorldFormatException.about(
          fields, HubTable.SORT_KEY, "is already that of another item with the same place");
    }
    table.put(item);
  }

  static Map<String, Object> write(Map<String, AttributeValue> item) {
    Map<String, Object> json = new LinkedHashMap<>();
    new TreeMap<>(item).forEach((name, value) -> json.put(name, value.plain()));
    return json;
  }
}
