package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.runs.phrases.JsonMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.jr.ob.JSON;
import tools.jackson.jr.ob.ValueIterator;

/** The value of --request: JSON text, or the name of a file with such text. */
record RequestArgument(String value) {

  /**
   * The request as a tree.
   *
   * @throws UsageProblem if there is no such file or it is not JSON
   */
  @Nullable Object tree() {
    String text = text();
    if (text.isBlank()) {
      throw new UsageProblem("The request is empty; --request takes a file or JSON text.");
    }
    // What reads a sequence of documents takes a list for one.
    if (text.stripLeading().startsWith("[")) {
      throw new UsageProblem("The request has to be a JSON object, not a list.");
    }
    List<Object> documents = documents(text);
    if (documents.size() > 1) {
      throw new UsageProblem("The request has to be one JSON object, and more follows it.");
    }
    return documents.getFirst();
  }

  private static List<Object> documents(String text) {
    try (ValueIterator<Object> documents = JSON.std.anySequenceFrom(text)) {
      return documents.readAll();
    } catch (StreamConstraintsException e) {
      throw new UsageProblem(
          "The request is nested too deeply, or has too long a number or text in it.");
    } catch (JacksonException e) {
      throw new UsageProblem(
          "The request is not JSON, line %d, column %d: %s."
              .formatted(
                  e.getLocation().getLineNr(), e.getLocation().getColumnNr(), JsonMistake.why(e)));
    }
  }

  private String text() {
    if (value.stripLeading().matches("(?s)[{\\[].*")) {
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
