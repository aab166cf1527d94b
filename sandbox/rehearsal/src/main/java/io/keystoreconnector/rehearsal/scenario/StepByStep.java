package io.keystoreconnector.rehearsal.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes one step after the other: a call to a service, a deed, the start of a run. What a run does
 * between its calls affects only the run itself and needs no choice: it happens at once.
 */
final class StepByStep implements WorkOrder {

  static final String TIME_PASSES = "time passes";

  private final StepChooser chooser;
  private final PlayState state;
  private final Set<String> patient;
  private final BooleanSupplier mayWait;
  private final Map<String, List<String>> announced = new LinkedHashMap<>();
  private @Nullable String chosen;
  private @Nullable RuntimeException mistake;

  /**
   * An order that a chooser determines.
   *
   * @param patient the works that start only of their own accord
   * @param mayWait whether these may continue to wait when nothing else is left to do
   */
  StepByStep(StepChooser chooser, PlayState state, Set<String> patient, BooleanSupplier mayWait) {
    this.chooser = chooser;
    this.state = state;
    this.patient = patient;
    this.mayWait = mayWait;
  }

  @Override
  public void announce(String work, List<String> steps) {
    announced.put(work, steps);
  }

  @Override
  public int choose(List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      if (!announced.containsKey(names.get(i))) {
        return i;
      }
    }
    return take(names);
  }

  /** Chooses a step and returns the index of the work that takes it. */
  private int take(List<String> works) {
    List<String> steps = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    if (patient.containsAll(works) && mayWait.getAsBoolean()) {
      steps.add(TIME_PASSES);
      owners.add(0);
    }
    for (String work : works.stream().sorted().toList()) {
      for (String step : announced.getOrDefault(work, List.of())) {
        steps.add(step);
        owners.add(works.indexOf(work));
      }
    }
    int next = next(steps);
    chosen = steps.get(next);
    return owners.get(next);
  }

  /** An error must not stop the clock: it is thrown to the caller afterwards. */
  private int next(List<String> steps) {
    try {
      return mistake == null ? chooser.next(steps, state) : 0;
    } catch (RuntimeException e) {
      mistake = e;
      return 0;
    }
  }

  @Override
  public String begin(String work) {
    if (chosen == null) {
      var unused = take(List.of(work));
    }
    String step = String.valueOf(chosen);
    chosen = null;
    announced.remove(work);
    return step;
  }

  @Override
  public void complain() {
    if (mistake != null) {
      throw mistake;
    }
  }
}
