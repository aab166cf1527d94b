package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.emulator.world.WorldFormatException;
import io.keystoreconnector.json.JsonObjectReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The defaults of a scenario's world: the key store {@code payments} on an active cluster with two
 * HSMs. {@code keyStore}, {@code cluster} and {@code secret} stand for lists with one item.
 */
final class CommonWorld {

  static final String KEY_STORE = "payments";
  static final String KEY_STORE_ID = "cks-0123456789abcdef0";
  static final String CLUSTER_ID = "cluster-payments234";
  static final String SECRET = "payments/kmsuser";

  private static final Set<String> DEEDS_ON_KEY_STORES =
      Set.of("CONNECT", "DISCONNECT", "BREAK_SESSION", "TELL_PASSWORD", "RENAME");

  private final Map<String, Object> world;

  private CommonWorld(JsonObjectReader fields) {
    this.world = fields.all();
  }

  static Map<String, Object> completed(JsonObjectReader fields) {
    return new CommonWorld(fields).complete(fields);
  }

  private Map<String, Object> complete(JsonObjectReader fields) {
    one(fields, "keyStore", Map.of("id", KEY_STORE_ID, "name", KEY_STORE));
    one(fields, "cluster", Map.of("id", CLUSTER_ID));
    if (fields.has("secret")) {
      one(fields, "secret", Map.of("name", SECRET));
    }
    if (fields.has("people")) {
      world.put("people", fields.objects("people").stream().map(CommonWorld::deed).toList());
    }
    return world;
  }

  /** The plural list wins; in the singular, the file's values override the defaults. */
  private void one(JsonObjectReader fields, String name, Map<String, Object> usual) {
    Object given = world.remove(name);
    if (fields.isThere(name + "s")) {
      if (given != null) {
        throw WorldFormatException.about(fields, name, "cannot be combined with " + name + "s");
      }
      return;
    }
    Map<String, Object> item = new LinkedHashMap<>(usual);
    item.putAll(fields.object(name).all());
    world.put(name + "s", List.of(item));
  }

  /** A deed on the default things, unless it names others. */
  static Map<String, Object> deed(JsonObjectReader fields) {
    Map<String, Object> deed = fields.all();
    String does = fields.text("does");
    if (DEEDS_ON_KEY_STORES.contains(does)) {
      deed.putIfAbsent("keyStore", KEY_STORE);
    } else if (does.equals("PUT_SECRET")) {
      deed.putIfAbsent("secret", SECRET);
    } else {
      deed.putIfAbsent("cluster", CLUSTER_ID);
    }
    return deed;
  }

  /**
   * The world in the form that expectations refer to: with the first of each kind under its
   * singular.
   */
  static Map<String, @Nullable Object> seen(Map<String, Object> world) {
    Map<String, @Nullable Object> seen = new LinkedHashMap<>(world);
    for (String name : List.of("keyStore", "cluster", "secret")) {
      if (world.get(name + "s") instanceof List<?> list && !list.isEmpty()) {
        seen.put(name, new ArrayList<Object>(list).getFirst());
      }
    }
    return seen;
  }
}
