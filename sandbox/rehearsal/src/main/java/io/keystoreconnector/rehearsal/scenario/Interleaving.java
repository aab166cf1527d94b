package io.keystoreconnector.rehearsal.scenario;

import java.util.List;

/** Who goes first among those that are due at the same moment. */
public sealed interface Interleaving {

  /** Whoever chance chooses. */
  record ByChance(int seed) implements Interleaving {}

  /**
   * Whoever is named, step by step; after the last step whoever came first.
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
