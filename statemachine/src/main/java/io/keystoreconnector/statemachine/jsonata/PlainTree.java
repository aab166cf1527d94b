package io.keystoreconnector.statemachine.jsonata;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils.JList;
import com.dashjoin.jsonata.Utils.RangeList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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

  /** As deep as an input may be; what is deeper cannot be written as JSON. */
  private static final int DEEPEST = 1_000;

  private long size;
  private int depth;

  private PlainTree() {}

  static @Nullable Object of(@Nullable Object value) {
    return new PlainTree().convert(value);
  }

  private @Nullable Object convert(@Nullable Object value) {
    size = Bounds.checkedSize(size + (value instanceof String text ? text.length() : Long.BYTES));
    return switch (value) {
      case null -> null;
      case String s -> s;
      case Boolean b -> b;
      case Double number -> number(number);
      case Number n -> n;
      case List<?> list -> nested(() -> list(list));
      case Map<?, ?> map -> nested(() -> map(map));
      default -> special(value);
    };
  }

  /** Step Functions writes a number that JSON does not have as a string. */
  private static Object number(Double number) {
    return Double.isFinite(number) ? number : number.toString();
  }

  private static @Nullable Object special(Object value) {
    if (value == Jsonata.NULL_VALUE) {
      return null;
    }
    throw new NotJson();
  }

  private Object nested(Supplier<Object> container) {
    if (++depth > DEEPEST) {
      throw new IllegalArgumentException("The value is nested deeper than " + DEEPEST + " levels.");
    }
    Object converted = container.get();
    depth--;
    return converted;
  }

  private List<?> list(List<?> list) {
    boolean changed = list instanceof JList || list instanceof RangeList;
    List<Object> plain = new ArrayList<>();
    for (Object item : list) {
      Object value = convert(item);
      changed |= value != item;
      plain.add(value);
    }
    return changed ? plain : list;
  }

  private Map<?, ?> map(Map<?, ?> map) {
    Map<Object, Object> plain = new LinkedHashMap<>();
    boolean changed = false;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object value = convert(entry.getValue());
      changed |= value != entry.getValue();
      plain.put(entry.getKey(), value);
    }
    return changed ? plain : map;
  }
}
