package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.statemachine.time.VirtualTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * What may happen at any moment: a person's deeds, the start of another run. It can happen before
 * each step of a run, and after the world has changed by itself.
 */
final class UnscheduledActors {

  static final String PERSON = "person";

  private final VirtualTime time;
  private final World world;
  private final WorkOrder order;
  private final BooleanSupplier over;
  private Instant passed = Instant.MIN;
  private int deedsLeft;

  /**
   * Moments of a play.
   *
   * @param over whether nothing is left to happen
   */
  UnscheduledActors(VirtualTime time, World world, WorkOrder order, BooleanSupplier over) {
    this.time = time;
    this.world = world;
    this.order = order;
    this.over = over;
  }

  /** The work and the step that start a run. */
  static String beginning(String run) {
    return run + " begins";
  }

  int deedsLeft() {
    return deedsLeft;
  }

  void begin(Person person) {
    deedsLeft = person.atMost();
    if (deedsLeft > 0) {
      time.start(PERSON, () -> act(person));
    }
  }

  private void act(Person person) {
    while (deedsLeft > 0 && !over.getAsBoolean()) {
      String step = await(PERSON, person.steps());
      if (!step.isEmpty()) {
        deedsLeft--;
        synchronized (world) {
          world.perform(Objects.requireNonNull(person.mayDo().get(step)));
        }
      }
    }
  }

  /** Starts a run, sooner or later. */
  void begin(String run, Runnable start) {
    String work = beginning(run);
    time.start(
        work,
        () -> {
          while (await(work, List.of(work)).isEmpty()) {
            // Not yet.
          }
          start.run();
        });
  }

  /** The step to take; empty if time passes before there is one. */
  private String await(String work, List<String> steps) {
    order.announce(work, steps);
    time.await(nextChange(), () -> over.getAsBoolean() || !time.instant().equals(passed));
    if (over.getAsBoolean()) {
      return "";
    }
    String step = order.begin(work);
    if (step.equals(StepByStep.TIME_PASSES)) {
      passed = time.instant();
      return "";
    }
    return step;
  }

  private Instant nextChange() {
    synchronized (world) {
      world.catchUp();
      return world.nextChange().orElse(Instant.MAX);
    }
  }
}
