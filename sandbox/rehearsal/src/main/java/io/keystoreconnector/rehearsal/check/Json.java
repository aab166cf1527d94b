package io.keystoreconnector.rehearsal.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** Reads JSON trees without assuming anything about them. */
final class Json {

  private Json() {}

  /** The objects in a list; none if it is not a list. */
  static List<Map<?, ?>> objects(@Nullable Object list) {
    List<Map<?, ?>> objects = new ArrayList<>();
    if (list instanceof List<?> items) {
      items.forEach(item -> objects.add(object(item)));
    }
    return objects;
  }

  /** The object; an empty one if it is not an object. */
  static Map<?, ?> object(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  /** The parsed JSON text; null if it is not JSON. */
  static @Nullable Object parsed(String text) {
    try {
      return JSON.std.anyFrom(text);
    } catch (JacksonException notJson) {
      return null;
    }
  }

  /** The string; empty if there is none. */
  static String text(Map<?, ?> object, String field) {
    return object.get(field) instanceof String text ? text : "";
  }

  static int number(Map<?, ?> object, String field, int otherwise) {
    return object.get(field) instanceof Number number ? number.intValue() : otherwise;
  }
}
