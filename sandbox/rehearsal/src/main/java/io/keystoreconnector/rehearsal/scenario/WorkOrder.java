package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.statemachine.time.VirtualTime;
import java.util.List;

/** Determines the order of the pieces of work of a play. */
@FunctionalInterface
interface WorkOrder extends VirtualTime.Chooser {

  /** Announces that a piece of work will take one of these steps when it is its turn. */
  default void announce(String work, List<String> steps) {}

  /** Asks which step it is, now that it is this piece of work's turn. */
  default String begin(String work) {
    return "";
  }

  /** Throws what went wrong while steps were chosen. */
  default void complain() {}
}
