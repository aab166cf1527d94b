package io.keystoreconnector.rehearsal.teststate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/** JSON text to plain trees and back. */
final class Json {

  private static final JSON JACKSON = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

  private Json() {}

  static @Nullable Object read(String text) {
    return JACKSON.anyFrom(text);
  }

  static Map<String, @Nullable Object> readObject(String text) {
    return new LinkedHashMap<>(JACKSON.mapFrom(text));
  }

  static String write(@Nullable Object tree) {
    return JACKSON.asString(tree);
  }
}
