package io.keystoreconnector.sandbox.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One object of a world file. Every complaint names the field by its whole path. */
final class Fields {

  private final String path;
  private final Map<?, ?> json;
  private final Set<String> known = new TreeSet<>();

  Fields(String path, Map<?, ?> json) {
    this.path = path;
    this.json = json;
  }

  boolean has(String name) {
    return value(name) != null;
  }

  @Nullable Object value(String name) {
    known.add(name);
    return json.get(name);
  }

  String text(String name) {
    String text = textOrNull(name);
    if (text == null) {
      throw complaint(name, "is required");
    }
    return text;
  }

  String text(String name, String otherwise) {
    String text = textOrNull(name);
    return text == null ? otherwise : text;
  }

  @Nullable String textOrNull(String name) {
    Object value = value(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw complaint(name, "has to be a text");
  }

  int number(String name, int otherwise) {
    Object value = value(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Integer number && number >= 0) {
      return number;
    }
    throw complaint(name, "has to be a whole number, 0 or more");
  }

  /** Seconds, with a fraction if need be, as milliseconds. */
  long millis(String name, long otherwise) {
    Object value = value(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number number && number.doubleValue() >= 0) {
      return Seconds.toMillis(number);
    }
    throw complaint(name, "has to be a number of seconds, 0 or more");
  }

  boolean flag(String name, boolean otherwise) {
    Object value = value(name);
    if (value == null || value instanceof Boolean) {
      return value == null ? otherwise : (Boolean) value;
    }
    throw complaint(name, "has to be true or false");
  }

  <E extends Enum<E>> E choice(String name, E otherwise) {
    String text = textOrNull(name);
    return text == null ? otherwise : choice(name, otherwise.getDeclaringClass(), text);
  }

  private <E extends Enum<E>> E choice(String name, Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(e -> e.name().equals(text))
        .findFirst()
        .orElseThrow(() -> complaint(name, "has to be one of " + oneOf(type)));
  }

  private static <E extends Enum<E>> String oneOf(Class<E> type) {
    return String.join(", ", Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
  }

  List<String> texts(String name, List<String> otherwise) {
    Object value = value(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    throw complaint(name, "has to be a list of texts");
  }

  /** An object; an empty one if it is absent. */
  Fields object(String name) {
    Object value = value(name);
    if (value == null || value instanceof Map<?, ?>) {
      return new Fields(pathOf(name), value == null ? Map.of() : (Map<?, ?>) value);
    }
    throw complaint(name, "has to be an object");
  }

  /** A list of objects; an empty one if it is absent. */
  List<Fields> objects(String name) {
    Object value = value(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
      List<Fields> objects = new ArrayList<>();
      list.forEach(
          o -> objects.add(new Fields(pathOf(name) + "[" + objects.size() + "]", (Map<?, ?>) o)));
      return objects;
    }
    throw complaint(name, "has to be a list of objects");
  }

  /** Complains about a field that nobody asked for: a typing error must not pass silently. */
  void nothingElse() {
    for (Object name : json.keySet()) {
      if (!known.contains(String.valueOf(name))) {
        throw complaint(
            String.valueOf(name), "is not known here; allowed are " + String.join(", ", known));
      }
    }
  }

  WorldFormatException complaint(String name, String rule) {
    return new WorldFormatException(String.format(Locale.ROOT, "%s %s.", pathOf(name), rule));
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
