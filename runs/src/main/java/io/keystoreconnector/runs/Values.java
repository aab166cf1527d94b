package io.keystoreconnector.runs;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** Reads JSON trees that may lack anything. */
final class Values {

  private Values() {}

  static Map<?, ?> object(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  static String text(@Nullable Object value) {
    return Objects.toString(value, "");
  }

  static int number(@Nullable Object value) {
    return value instanceof Number number ? number.intValue() : 0;
  }

  /** The tree of a JSON text; null if it is none. */
  static @Nullable Object parsed(@Nullable Object text) {
    try {
      return text == null ? null : JSON.std.anyFrom(text(text));
    } catch (JacksonException e) {
      return null;
    }
  }
}
