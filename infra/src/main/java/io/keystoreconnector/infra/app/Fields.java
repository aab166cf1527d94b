package io.keystoreconnector.infra.app;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An object of the configuration file, read field by field. Each reader throws {@link
 * InvalidConfiguration}, which names the field, if another kind of value is there.
 */
final class Fields {

  private final String path;
  private final Map<?, ?> values;
  private final Set<String> known = new LinkedHashSet<>();

  private Fields(String path, Map<?, ?> values) {
    this.path = path;
    this.values = values;
  }

  static Fields of(@Nullable Object json) {
    return at("", json);
  }

  private static Fields at(String path, @Nullable Object json) {
    if (json instanceof Map<?, ?> map) {
      return new Fields(path, map);
    }
    throw new InvalidConfiguration(
        (path.isEmpty() ? "The configuration" : path) + " must be a JSON object.");
  }

  String required(String field) {
    String value = text(field);
    if (value == null) {
      throw new InvalidConfiguration(name(field) + " is missing.");
    }
    return value;
  }

  @Nullable String text(String field) {
    return value(field, String.class, "a text");
  }

  /** The text in that field, which must look like the pattern if it is there. */
  @Nullable String text(String field, Pattern pattern, String allowed) {
    String value = text(field);
    if (value != null && !pattern.matcher(value).matches()) {
      throw new InvalidConfiguration(
          "%s must be %s, not \"%s\".".formatted(name(field), allowed, value));
    }
    return value;
  }

  String text(String field, String otherwise) {
    String value = text(field);
    return value == null ? otherwise : value;
  }

  boolean flag(String field) {
    return Boolean.TRUE.equals(value(field, Boolean.class, "true or false"));
  }

  int number(String field, int otherwise) {
    Integer value = value(field, Integer.class, "a whole number");
    return value == null ? otherwise : value;
  }

  /** The object in that field as it is; an empty one if there is none. */
  Map<String, Object> map(String field) {
    Map<?, ?> value = value(field, Map.class, "a JSON object");
    Map<String, Object> map = new LinkedHashMap<>();
    if (value != null) {
      value.forEach((name, any) -> map.put(String.valueOf(name), any));
    }
    return map;
  }

  List<String> texts(String field) {
    List<?> list = list(field);
    if (!list.stream().allMatch(String.class::isInstance)) {
      throw new InvalidConfiguration(name(field) + " must be a list of texts.");
    }
    return list.stream().map(String.class::cast).toList();
  }

  List<Fields> objects(String field) {
    List<?> list = list(field);
    return IntStream.range(0, list.size())
        .mapToObj(i -> at("%s[%d]".formatted(name(field), i), list.get(i)))
        .toList();
  }

  /** To be called when all that is allowed has been read. */
  void refuseOthers() {
    for (Object field : values.keySet()) {
      if (!known.contains(String.valueOf(field))) {
        throw new InvalidConfiguration(
            "%s is not a field of the configuration; allowed there are %s."
                .formatted(name(String.valueOf(field)), String.join(", ", known)));
      }
    }
  }

  private List<?> list(String field) {
    List<?> value = value(field, List.class, "a list");
    return value == null ? List.of() : value;
  }

  private <T> @Nullable T value(String field, Class<T> type, String kind) {
    known.add(field);
    Object value = values.get(field);
    if (value == null) {
      return null;
    }
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    throw new InvalidConfiguration(name(field) + " must be " + kind + ".");
  }

  private String name(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}
