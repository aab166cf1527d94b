package io.keystoreconnector.statemachine;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.jr.ob.JSON;

/** JSON text to plain trees and back; a null in an object stays. */
final class Json {

  /**
   * AWS does not document a maximum depth. What is read must also be written, as part of something
   * larger.
   */
  static final int DEEPEST = 1_000;

  private static final JSON JACKSON =
      JSON.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .streamWriteConstraints(
                      StreamWriteConstraints.builder().maxNestingDepth(2 * DEEPEST).build())
                  .build())
          .enable(JSON.Feature.WRITE_NULL_PROPERTIES)
          .build();

  private Json() {}

  /**
   * Reads one JSON value.
   *
   * @throws IllegalArgumentException if the string is anything else; the message says where
   */
  static @Nullable Object read(String text) {
    try {
      return value(text);
    } catch (StreamConstraintsException e) {
      throw new IllegalArgumentException(
          "JSON that is nested too deeply, or contains a number or string that is too long", e);
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

  /**
   * Reads the input of an execution.
   *
   * @throws IllegalArgumentException if it is not one JSON value; the message is that of AWS, which
   *     uses an earlier version of the same library
   */
  static @Nullable Object readInput(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("Invalid execution input.");
    }
    try {
      return value(text);
    } catch (StreamConstraintsException e) {
      return read(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          e.getOriginalMessage().replace("property name", "field name"), e);
    }
  }

  /** One value: the library reads no further than its end. */
  private static @Nullable Object value(String text) {
    try (JsonParser parser = JACKSON.createParser(text)) {
      Object value = JACKSON.anyFrom(parser);
      if (parser.nextToken() != null) {
        throw new StreamReadException(parser, "Unexpected content after the JSON value");
      }
      return value;
    }
  }

  static String write(@Nullable Object tree) {
    return JACKSON.asString(tree);
  }
}
