package io.keystoreconnector.statemachine.jsonata;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts a plain JSON tree to what the JSONata library works on: a Java null would mean
 * "nothing", so a JSON null needs the library's own, and equal numbers must have one type. What
 * needs no change is not copied. {@link PlainTree} is the way back.
 */
@SuppressWarnings("ReferenceEquality") // identity is intended
final class LibraryTree {
  private LibraryTree() {}

  static Object of(@Nullable Object value) {
    return switch (value) {
      case null -> Jsonata.NULL_VALUE;
      case Integer number -> number;
      case Number number -> number(number);
      case List<?> list -> list(list);
      case Map<?, ?> map -> map(map);
      default -> value;
    };
  }

  private static Number number(Number number) {
    double value = number.doubleValue();
    Number converted = Double.isFinite(value) ? Utils.convertNumber(value) : value;
    return converted.equals(number) ? number : converted;
  }

  private static List<?> list(List<?> list) {
    boolean changed = false;
    List<Object> converted = new ArrayList<>(list.size());
    for (Object item : list) {
      Object value = of(item);
      changed |= value != item;
      converted.add(value);
    }
    return changed ? converted : list;
  }

  private static Map<?, ?> map(Map<?, ?> map) {
    boolean changed = false;
    Map<Object, Object> converted = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object value = of(entry.getValue());
      changed |= value != entry.getValue();
      converted.put(entry.getKey(), value);
    }
    return changed ? converted : map;
  }
}
