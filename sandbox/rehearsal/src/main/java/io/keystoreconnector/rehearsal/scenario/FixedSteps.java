package io.keystoreconnector.rehearsal.scenario;

import java.util.List;

/** Takes the steps that a scenario names, then whatever comes first. */
public final class FixedSteps implements StepChooser {

  private final List<String> steps;
  private int taken;

  /** Takes these steps. */
  public FixedSteps(List<String> steps) {
    this.steps = List.copyOf(steps);
  }

  @Override
  public int next(List<String> possible, PlayState state) {
    if (taken == steps.size()) {
      return 0;
    }
    int next = possible.indexOf(steps.get(taken));
    if (next < 0) {
      throw new ScenarioFormatException(
          "interleaving[%d], %s, is not possible at that point. Possible steps: %s."
              .formatted(taken, steps.get(taken), String.join(", ", possible)),
          null);
    }
    taken++;
    return next;
  }
}
