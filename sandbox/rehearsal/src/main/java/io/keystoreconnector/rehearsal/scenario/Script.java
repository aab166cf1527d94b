package io.keystoreconnector.rehearsal.scenario;

import java.util.List;

/** Takes the steps that a scenario names, and then whatever comes first. */
public final class Script implements Turns {

  private final List<String> steps;
  private int taken;

  /** The order of these steps. */
  public Script(List<String> steps) {
    this.steps = List.copyOf(steps);
  }

  @Override
  public int next(List<String> possible, Position position) {
    if (taken == steps.size()) {
      return 0;
    }
    int next = possible.indexOf(steps.get(taken));
    if (next < 0) {
      throw new ScenarioFormatException(
          "interleaving[%d], %s, cannot be done there; what can be done is %s."
              .formatted(taken, steps.get(taken), String.join(", ", possible)),
          null);
    }
    taken++;
    return next;
  }
}
