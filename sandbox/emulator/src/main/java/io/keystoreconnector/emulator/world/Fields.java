package io.keystoreconnector.emulator.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One object of a file that people write: a world, a scenario. Every complaint is one sentence that
 * names the field by its whole path.
 */
public final class Fields {

  private final String path;
  private final Map<?, ?> json;
  private final Set<String> known = new TreeSet<>();

  /** An object at a path within its file; the path of the file's root is empty. */
  public Fields(String path, Map<?, ?> json) {
    this.path = path;
    this.json = json;
  }

  /** Where the object stands within its file. */
  public String path() {
    return path;
  }

  /** Whether the field is there and not null. */
  public boolean has(String name) {
    return value(name) != null;
  }

  /** Whether the field is there, be it null. */
  public boolean isThere(String name) {
    known.add(name);
    return json.containsKey(name);
  }

  /** All of the object, for those who read it by themselves. */
  public Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    json.forEach((name, value) -> all.put(String.valueOf(name), value));
    return all;
  }

  /** Any value; null if it is absent. */
  public @Nullable Object value(String name) {
    known.add(name);
    return json.get(name);
  }

  /** A text that has to be there. */
  public String text(String name) {
    String text = textOrNull(name);
    if (text == null) {
      throw complaint(name, "is required");
    }
    return text;
  }

  /** A text, or another one if it is absent. */
  public String text(String name, String otherwise) {
    String text = textOrNull(name);
    return text == null ? otherwise : text;
  }

  /** A text, or null if it is absent. */
  public @Nullable String textOrNull(String name) {
    Object value = value(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw complaint(name, "has to be a text");
  }

  /** A whole number, 0 or more. */
  public int number(String name, int otherwise) {
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
  public long millis(String name, long otherwise) {
    Object value = value(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number number && number.doubleValue() >= 0) {
      return Seconds.toMillis(number);
    }
    throw complaint(name, "has to be a number of seconds, 0 or more");
  }

  /** True or false. */
  public boolean flag(String name, boolean otherwise) {
    Object value = value(name);
    if (value == null || value instanceof Boolean) {
      return value == null ? otherwise : (Boolean) value;
    }
    throw complaint(name, "has to be true or false");
  }

  /** One of the constants of an enum. */
  public <E extends Enum<E>> E choice(String name, E otherwise) {
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

  /** A list of texts. */
  public List<String> texts(String name, List<String> otherwise) {
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
  public Fields object(String name) {
    Object value = value(name);
    if (value == null || value instanceof Map<?, ?>) {
      return new Fields(pathOf(name), value == null ? Map.of() : (Map<?, ?>) value);
    }
    throw complaint(name, "has to be an object");
  }

  /** A list of objects; an empty one if it is absent. */
  public List<Fields> objects(String name) {
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
  public void nothingElse() {
    for (Object name : json.keySet()) {
      if (!known.contains(String.valueOf(name))) {
        throw complaint(
            String.valueOf(name), "is not known here; allowed are " + String.join(", ", known));
      }
    }
  }

  /** A complaint about a field, to be thrown; the rule reads on after the field's name. */
  public WorldFormatException complaint(String name, String rule) {
    return new WorldFormatException(String.format(Locale.ROOT, "%s %s.", pathOf(name), rule));
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
