package io.keystoreconnector.statemachine.jsonata;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils.JList;
import com.dashjoin.jsonata.Utils.RangeList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts results of the JSONata library to a plain JSON tree. Its lists carry flags (a sequence
 * of one collapses when it is read again), its null is a special object and its ranges are lazy;
 * none of that may stay in a variable. What is already plain is not copied.
 */
@SuppressWarnings("ReferenceEquality") // identity is intended
final class PlainTree {
  /** A value is a function, which JSON cannot hold. */
  static final class NotJson extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private PlainTree() {}

  static @Nullable Object of(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String s -> s;
      case Boolean b -> b;
      case Number n -> n;
      case List<?> list -> list(list);
      case Map<?, ?> map -> map(map);
      default -> special(value);
    };
  }

  private static @Nullable Object special(Object value) {
    if (value == Jsonata.NULL_VALUE) {
      return null;
    }
    throw new NotJson();
  }

  private static List<?> list(List<?> list) {
    boolean changed = list instanceof JList || list instanceof RangeList;
    List<Object> plain = new ArrayList<>(list.size());
    for (Object item : list) {
      Object value = of(item);
      changed |= value != item;
      plain.add(value);
    }
    return changed ? plain : list;
  }

  private static Map<?, ?> map(Map<?, ?> map) {
    Map<Object, Object> plain = new LinkedHashMap<>();
    boolean changed = false;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object value = of(entry.getValue());
      changed |= value != entry.getValue();
      plain.put(entry.getKey(), value);
    }
    return changed ? plain : map;
  }
}
