package io.keystoreconnector.statemachine;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with a definition, so that all of it can be told at once. */
final class Problems {
  private final List<String> problems = new ArrayList<>();

  /** The path leads through the JSON document, as in {@code /States/Look/TimeoutSeconds}. */
  void add(String path, String problem) {
    problems.add((path.isEmpty() ? "/" : path) + ": " + problem);
  }

  void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new InvalidDefinition(problems);
    }
  }
}
