package io.keystoreconnector.statemachine;

import io.keystoreconnector.json.Complaints;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a definition, so that everything can be reported at once. */
final class Problems implements Complaints {
  private final List<String> problems = new ArrayList<>();

  /** The path is within the JSON document, as in {@code /States/Look/TimeoutSeconds}. */
  @Override
  public void add(String path, String problem) {
    problems.add((path.isEmpty() ? "/" : path) + ": " + problem);
  }

  @Override
  public String field(String path, String name) {
    return name.isEmpty() ? path : path + "/" + name;
  }

  @Override
  public String item(String path, int index) {
    return path + "/" + index;
  }

  void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new InvalidDefinition(problems);
    }
  }
}
