package io.keystoreconnector.statemachine;

import java.util.List;

/** A definition that is wrong, or uses what this runner does not implement. */
public final class InvalidDefinition extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final List<String> problems;

  InvalidDefinition(List<String> problems) {
    super("The definition has problems:\n- " + String.join("\n- ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Every problem, each with the path of the field. */
  public List<String> problems() {
    return problems;
  }
}
