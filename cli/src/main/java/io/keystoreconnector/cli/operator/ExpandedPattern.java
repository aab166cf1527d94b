package io.keystoreconnector.cli.operator;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Recognizes a pattern that the shell has replaced by the names of files. */
final class ExpandedPattern {

  private ExpandedPattern() {}

  /** A sentence after a space if a file has this name; otherwise empty. */
  static String hint(String word) {
    return isFile(word)
        ? " A file here has that name: put a pattern in quotation marks, such as 'prod-*'."
        : "";
  }

  private static boolean isFile(String word) {
    try {
      return !word.isBlank() && Files.exists(Path.of(word));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
