package io.keystoreconnector.watch;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.json.JSONException;
import org.json.JSONObject;

/** The memory as a string. */
final class MemoryJson {

  private static final int FORMAT = 1;

  private MemoryJson() {}

  static String write(Memory memory) {
    JSONObject stores = new JSONObject();
    memory
        .keyStores()
        .forEach(
            (id, known) ->
                stores.put(
                    id,
                    new JSONObject()
                        .put("state", known.state())
                        .put("errorCode", known.errorCode())
                        .put("since", known.since().toString())));
    return new JSONObject()
        .put("format", FORMAT)
        .put("inventoryAt", memory.inventoryAt() == null ? null : memory.inventoryAt().toString())
        .put("keyStores", stores)
        .toString();
  }

  /** Empty if the string is not a memory of this format. */
  static Optional<Memory> read(String text) {
    try {
      JSONObject json = new JSONObject(text);
      return json.optInt("format") == FORMAT ? Optional.of(memory(json)) : Optional.empty();
    } catch (JSONException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Memory memory(JSONObject json) {
    JSONObject stores = json.getJSONObject("keyStores");
    Map<String, Memory.Known> known = new HashMap<>();
    for (String id : stores.keySet()) {
      JSONObject store = stores.getJSONObject(id);
      known.put(
          id,
          new Memory.Known(
              store.getString("state"),
              store.has("errorCode") ? store.getString("errorCode") : null,
              Instant.parse(store.getString("since"))));
    }
    return new Memory(
        json.has("inventoryAt") ? Instant.parse(json.getString("inventoryAt")) : null, known);
  }
}
