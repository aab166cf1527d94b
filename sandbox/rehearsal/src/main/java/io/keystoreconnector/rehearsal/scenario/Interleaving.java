package io.keystoreconnector.rehearsal.scenario;

import java.util.List;

/** The order of what is due at the same moment. */
public sealed interface Interleaving {

  /** A random order. */
  record ByChance(int seed) implements Interleaving {}

  /**
   * The order named, step by step; after the last step, first come, first served.
   *
   * @param steps calls, deeds and starts of runs, such as {@code main DescribeCustomKeyStores}
   */
  record InOrder(List<String> steps) implements Interleaving {

    /** Keeps a copy of the steps. */
    public InOrder {
      steps = List.copyOf(steps);
    }
  }
}
