package io.keystoreconnector.infra;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/** Walks through parsed JSON. */
final class Json {

  private Json() {}

  static Map<String, Object> parse(String text) {
    return JSON.std.mapFrom(text);
  }

  /** The value at the end of a path of names; null if the path breaks off. */
  static @Nullable Object find(@Nullable Object node, Object... path) {
    @Nullable Object found = node;
    for (Object step : path) {
      found =
          switch (found) {
            case Map<?, ?> map -> map.get(step);
            case List<?> list when step instanceof Integer index && index < list.size() ->
                list.get(index);
            case null, default -> null;
          };
    }
    return found;
  }

  static Object at(@Nullable Object node, Object... path) {
    return Objects.requireNonNull(find(node, path), () -> "no " + List.of(path));
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(@Nullable Object node, Object... path) {
    return (Map<String, Object>) at(node, path);
  }

  /** A list; a single value is a list of one, as in a policy. */
  static List<Object> list(@Nullable Object node, Object... path) {
    Object found = at(node, path);
    return found instanceof List<?> list ? List.copyOf(list) : List.of(found);
  }

  static List<String> texts(@Nullable Object node, Object... path) {
    return list(node, path).stream().map(String::valueOf).toList();
  }

  /** The node and all below it. */
  static Stream<Object> deep(@Nullable Object node) {
    Stream<?> below =
        switch (node) {
          case Map<?, ?> map -> map.values().stream();
          case List<?> list -> list.stream();
          case null, default -> Stream.empty();
        };
    return Stream.concat(Stream.ofNullable(node), below.flatMap(Json::deep));
  }
}
