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

/** The value of --request: JSON, or the name of a file with JSON. */
record RequestArgument(String value) {

  /**
   * The request as a tree.
   *
   * @throws UsageProblem if the file does not exist or is not JSON
   */
  @Nullable Object tree() {
    String text = text();
    if (text.isBlank()) {
      throw new UsageProblem("The request is empty; --request takes a file or JSON.");
    }
    // A reader of a sequence of documents takes a list for a sequence.
    if (text.stripLeading().startsWith("[")) {
      throw new UsageProblem("The request must be a JSON object, not a list.");
    }
    List<Object> documents = documents(text);
    if (documents.size() > 1) {
      throw new UsageProblem("The request must be one JSON object, but more follows it.");
    }
    return documents.getFirst();
  }

  private static List<Object> documents(String text) {
    try (ValueIterator<Object> documents = JSON.std.anySequenceFrom(text)) {
      return documents.readAll();
    } catch (StreamConstraintsException e) {
      throw new UsageProblem(
          "The request is nested too deeply, or contains a number or string that is too long.");
    } catch (JacksonException e) {
      throw new UsageProblem(
          "The request is not JSON, line %d, column %d: %s."
              .formatted(
                  e.getLocation().getLineNr(), e.getLocation().getColumnNr(), JsonMistake.why(e)));
    }
  }

  private String text() {
    if (UnquotedJson.is(value)) {
      throw new UsageProblem(UnquotedJson.SENTENCE + ".");
    }
    if (value.stripLeading().matches("(?s)[{\\[].*")) {
      return value;
    }
    try {
      return Files.readString(Path.of(value));
    } catch (IOException | InvalidPathException e) {
      throw new UsageProblem(
          "File %s does not exist or cannot be read; --request takes a file or JSON that begins with {."
              .formatted(value));
    }
  }
}
