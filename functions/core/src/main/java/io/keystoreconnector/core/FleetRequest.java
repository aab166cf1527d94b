package io.keystoreconnector.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a fleet is requested to do: to run the same request for each of several key stores.
 *
 * @param words which key stores: ids, names, and patterns
 * @param common the fields of the request for each of them, as they were given
 */
public record FleetRequest(List<StorePattern> words, Map<String, @Nullable Object> common) {

  static final String UPDATE = "update";
  static final String WHEN = "when";

  public FleetRequest {
    words = List.copyOf(words);
  }

  /**
   * The request of the run for this key store. An update goes only to key stores of the type that
   * it fits, and its secrets have the key store's name and id in place of {name} and {id}.
   */
  public Map<String, @Nullable Object> requestFor(ListedKeyStore store) {
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    request.put("customKeyStoreId", store.id());
    request.putAll(common);
    if (common.get(UPDATE) instanceof Map<?, ?> update) {
      Map<String, @Nullable Object> fitting = fitting(update, store);
      if (fitting.isEmpty()) {
        request.remove(UPDATE);
      } else {
        request.put(UPDATE, fitting);
      }
    }
    return request;
  }

  /** Empty if nothing in the update is meant for this type of key store. */
  private static Map<String, @Nullable Object> fitting(Map<?, ?> update, ListedKeyStore store) {
    Map<String, @Nullable Object> fitting = new LinkedHashMap<>();
    for (UpdateField field : UpdateField.values()) {
      if (field.type() == store.type() && update.get(field.json()) instanceof String value) {
        fitting.put(field.json(), SecretName.filled(value, store.id(), store.name()));
      }
    }
    if (!fitting.isEmpty() && update.containsKey(WHEN)) {
      fitting.put(WHEN, update.get(WHEN));
    }
    return fitting;
  }
}
