package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.emulator.world.EventRecord;
import java.util.List;

/** Chooses the next step of a play that is taken step by step. */
@FunctionalInterface
public interface Turns {

  /**
   * The index of the step to be taken next.
   *
   * @param steps what can be done next, one or more; the first is what happens if nobody minds
   */
  int next(List<String> steps, Position position);

  /** Where a play stands between two steps. */
  interface Position {

    /** All that its future depends on, as text: the same text means the same future. */
    String state();

    /** What has happened in the world so far. */
    List<EventRecord> events();
  }
}
