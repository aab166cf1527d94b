package io.keystoreconnector.rehearsal.scenario;

import java.util.List;

/** Chooses the next step of a play that is taken step by step. */
@FunctionalInterface
public interface StepChooser {

  /**
   * The index of the step to be taken next.
   *
   * @param steps the possible next steps, one or more; the first is the default
   */
  int next(List<String> steps, PlayState state);
}
