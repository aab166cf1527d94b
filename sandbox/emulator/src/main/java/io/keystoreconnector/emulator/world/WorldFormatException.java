package io.keystoreconnector.emulator.world;

import io.keystoreconnector.json.JsonObjectReader;

/** A world file is not valid; the message is one sentence that names the field. */
public final class WorldFormatException extends RuntimeException {

  private static final long serialVersionUID = 1;

  WorldFormatException(String path, String rule) {
    super("%s %s.".formatted(path, rule));
  }

  /**
   * A complaint about a field, to be thrown; the rule follows the path of the field in the
   * sentence.
   */
  public static WorldFormatException about(JsonObjectReader fields, String name, String rule) {
    return new WorldFormatException(fields.path(name), rule);
  }
}
