package io.keystoreconnector.sandbox.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** The value of --request: JSON text, or the name of a file with such text. */
record RequestArgument(String value) {

  /**
   * The request as a tree.
   *
   * @throws UsageProblem if there is no such file or it is not JSON
   */
  @Nullable Object tree() {
    try {
      return JSON.std.anyFrom(text());
    } catch (JacksonException e) {
      throw new UsageProblem(
          "The request is not JSON, line %d, column %d: %s."
              .formatted(
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  firstLine(e.getOriginalMessage())));
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("").replaceFirst("\\.$", "");
  }

  private String text() {
    if (value.stripLeading().startsWith("{")) {
      return value;
    }
    try {
      return Files.readString(Path.of(value));
    } catch (IOException | InvalidPathException e) {
      throw new UsageProblem(
          "There is no readable file %s; --request takes a file or JSON text that begins with {."
              .formatted(value));
    }
  }
}
