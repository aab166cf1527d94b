package io.keystoreconnector.emulator.service;

import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.jr.ob.JSON;

/** JSON in requests, of which the library reads no more than the first value. */
final class JsonText {

  private JsonText() {}

  /** The object that the string is; empty if it is anything else, or more. */
  static Optional<Map<String, Object>> object(String text) {
    try (JsonParser parser = JSON.std.createParser(text)) {
      Map<String, Object> object = JSON.std.mapFrom(parser);
      return parser.nextToken() == null ? Optional.of(object) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
