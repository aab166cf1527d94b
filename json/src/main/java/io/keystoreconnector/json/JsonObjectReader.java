package io.keystoreconnector.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object and remembers which of them were asked for. A field that
 * holds null counts as absent. If {@link Complaints} keeps a complaint instead of throwing it, the
 * reader returns what it returns for an absent field.
 */
public final class JsonObjectReader {

  /** The kind of value that has fields of its own. */
  public static final String OBJECT = "an object";

  private static final String OBJECTS = "a list of objects";

  private final String path;
  private final Map<?, ?> object;
  private final Complaints complaints;
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * Reads a value, which must be an object.
   *
   * @param path where it stands within its file; empty for the whole file
   */
  public JsonObjectReader(String path, @Nullable Object value, Complaints complaints) {
    if (!(value instanceof Map<?, ?>)) {
      complaints.add(path, complaints.wrongKind(OBJECT));
    }
    this.path = path;
    this.object = value instanceof Map<?, ?> map ? map : Map.of();
    this.complaints = complaints;
  }

  /** Where the object stands within its file. */
  public String path() {
    return path;
  }

  /** Where a field of it stands within its file. */
  public String path(String name) {
    return complaints.field(path, name);
  }

  /** Complains about a field; the rule follows its path in the sentence. */
  public void complain(String name, String rule) {
    complaints.add(path(name), rule);
  }

  /** The names of all fields, asked for or not, in their order. */
  public Set<String> names() {
    return all().keySet();
  }

  /** The whole object, for callers that read it themselves. */
  public Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    object.forEach((name, value) -> all.put(String.valueOf(name), value));
    return all;
  }

  /** Whether the field exists and is not null. */
  public boolean has(String name) {
    return value(name) != null;
  }

  /** Whether the field exists, even if it is null. */
  public boolean isThere(String name) {
    known.add(name);
    return object.containsKey(name);
  }

  /** Any value; null if it is absent. */
  public @Nullable Object value(String name) {
    known.add(name);
    return object.get(name);
  }

  /** A value of a type; the kind is the type's name in complaints. Null if it is absent. */
  public <T> @Nullable T value(String name, Class<T> type, String kind) {
    Object value = value(name);
    if (value == null || type.isInstance(value)) {
      return type.cast(value);
    }
    complain(name, complaints.wrongKind(kind));
    return null;
  }

  /** A required string. */
  public String text(String name) {
    if (!has(name)) {
      complain(name, complaints.missing());
    }
    return text(name, "");
  }

  /** A string, or a default if it is absent. */
  public String text(String name, String otherwise) {
    String text = textOrNull(name);
    return text == null ? otherwise : text;
  }

  /** A string, or null if it is absent. */
  public @Nullable String textOrNull(String name) {
    return value(name, String.class, "a string");
  }

  /** True or false. */
  public boolean flag(String name, boolean otherwise) {
    Boolean flag = value(name, Boolean.class, "true or false");
    return flag == null ? otherwise : flag;
  }

  /** A whole number, 0 or more. */
  public int number(String name, int otherwise) {
    Object value = value(name);
    if (value instanceof Integer number && number >= 0) {
      return number;
    }
    return otherwise(name, "a whole number, 0 or more", otherwise);
  }

  /** Seconds, possibly with a fraction, as milliseconds. */
  public long millis(String name, long otherwise) {
    if (value(name) instanceof Number number && number.doubleValue() >= 0) {
      return new BigDecimal(number.toString()).movePointRight(3).longValue();
    }
    return otherwise(name, "a number of seconds, 0 or more", otherwise);
  }

  /** One of the constants of an enum. */
  public <E extends Enum<E>> E choice(String name, E otherwise) {
    String text = textOrNull(name);
    if (text == null) {
      return otherwise;
    }
    E[] constants = otherwise.getDeclaringClass().getEnumConstants();
    for (E constant : constants) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    List<String> names = Arrays.stream(constants).map(Enum::name).toList();
    return otherwise(name, "one of " + String.join(", ", names), otherwise);
  }

  /** A list of strings. */
  public List<String> texts(String name, List<String> otherwise) {
    if (value(name) instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    return otherwise(name, "a list of strings", otherwise);
  }

  private <T> T otherwise(String name, String kind, T otherwise) {
    if (has(name)) {
      complain(name, complaints.wrongKind(kind));
    }
    return otherwise;
  }

  /** An object; an empty one if it is absent. */
  public JsonObjectReader object(String name) {
    return new JsonObjectReader(path(name), has(name) ? value(name) : Map.of(), complaints);
  }

  /** A list of objects, with one complaint for the whole list; an empty one if absent. */
  public List<JsonObjectReader> objects(String name) {
    if (value(name) instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
      return items(name);
    }
    return otherwise(name, OBJECTS, List.of());
  }

  /** A list of objects, with a complaint for each wrong item; an empty one if absent. */
  public List<JsonObjectReader> items(String name) {
    List<?> list = value(name, List.class, "a list");
    List<JsonObjectReader> items = new ArrayList<>();
    for (Object item : list == null ? List.of() : list) {
      String itemPath = complaints.item(path(name), items.size());
      items.add(new JsonObjectReader(itemPath, item, complaints));
    }
    return items;
  }

  /** Complains about fields that were never asked for, so that a typo does not pass silently. */
  public void nothingElse() {
    others().forEach(name -> complain(name, complaints.unknown(known)));
  }

  /** The names of the fields that were never asked for. */
  public List<String> others() {
    return names().stream().filter(name -> !known.contains(name)).toList();
  }
}
