package io.keystoreconnector.statemachine.lint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a JSON tree of unknown structure: what is missing, or has another type, is empty. */
final class Tree {
  private Tree() {}

  static Map<String, @Nullable Object> object(@Nullable Object value) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, field) -> object.put(String.valueOf(key), field));
    }
    return object;
  }

  static List<Map<String, @Nullable Object>> objects(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(Tree::object).toList() : List.of();
  }

  static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }
}
