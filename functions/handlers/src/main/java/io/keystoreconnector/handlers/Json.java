package io.keystoreconnector.handlers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.json.JSONException;
import org.json.JSONObject;
import org.json.JSONParserConfiguration;
import org.json.JSONStringer;
import org.json.JSONWriter;
import org.jspecify.annotations.Nullable;

/** JSON text to maps and back. */
final class Json {

  private static final JSONParserConfiguration STRICT =
      new JSONParserConfiguration().withStrictMode(true);

  private Json() {}

  /**
   * The object in the string; empty if it is not a JSON object, or one that is nested unreasonably
   * deep.
   */
  static Optional<Map<String, Object>> object(String text) {
    try {
      return Optional.of(new JSONObject(text, STRICT).toMap());
    } catch (JSONException e) {
      // Its message may quote the string, which may be a secret, so it is dropped.
      return Optional.empty();
    }
  }

  /** An object as a string, with its fields in order. */
  static String text(Map<String, ? extends @Nullable Object> object) {
    JSONWriter writer = new JSONStringer();
    write(writer, object);
    return writer.toString();
  }

  /** An object with two fields in this order; that of {@code Map.of} changes with each JVM. */
  static Map<String, Object> fields(String name, Object value, String next, Object nextValue) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put(name, value);
    object.put(next, nextValue);
    return object;
  }

  /** The same with three. */
  static Map<String, Object> fields(
      String name, Object value, String next, Object nextValue, String last, Object lastValue) {
    Map<String, Object> object = fields(name, value, next, nextValue);
    object.put(last, lastValue);
    return object;
  }

  private static void write(JSONWriter writer, @Nullable Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        writer.object();
        map.forEach((key, field) -> write(writer.key(String.valueOf(key)), field));
        writer.endObject();
      }
      case List<?> list -> {
        writer.array();
        list.forEach(item -> write(writer, item));
        writer.endArray();
      }
      case null, default -> writer.value(value);
    }
  }
}
