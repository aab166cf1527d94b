package io.keystoreconnector.statemachine;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** JSON text to plain trees and back; a null in an object stays. */
final class Json {
  private static final JSON JACKSON = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

  private Json() {}

  /**
   * Reads one JSON value.
   *
   * @throws IllegalArgumentException if the text is anything else; the message says where
   */
  static @Nullable Object read(String text) {
    try {
      return JACKSON.anyFrom(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "not JSON at line %d, column %d: %s"
              .formatted(
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  e.getOriginalMessage()),
          e);
    }
  }

  static String write(@Nullable Object tree) {
    return JACKSON.asString(tree);
  }
}
