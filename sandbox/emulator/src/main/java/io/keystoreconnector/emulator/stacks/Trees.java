package io.keystoreconnector.emulator.stacks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks into plain JSON trees. */
final class Trees {

  private Trees() {}

  /** What is at a path; null if there is nothing. */
  static @Nullable Object at(@Nullable Object tree, String... path) {
    @Nullable Object found = tree;
    for (String name : path) {
      found = found instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return found;
  }

  /** The members of a list; of anything else, that alone. */
  static List<Object> list(@Nullable Object node) {
    List<Object> members = new ArrayList<>();
    if (node instanceof List<?> list) {
      members.addAll(list);
    } else if (node != null) {
      members.add(node);
    }
    return members;
  }

  /** The fields of an object; none of anything else. */
  static Map<String, Object> object(@Nullable Object node) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (node instanceof Map<?, ?> map) {
      map.forEach((name, value) -> fields.put(String.valueOf(name), value));
    }
    return fields;
  }
}
