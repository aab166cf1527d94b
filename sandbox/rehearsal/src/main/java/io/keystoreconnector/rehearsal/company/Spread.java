package io.keystoreconnector.rehearsal.company;

import java.util.List;

/**
 * How times are distributed, in seconds.
 *
 * @param most what 95 % of them do not exceed
 */
record Spread(double median, double most, double worst) {

  private static final double MOST = 0.95;

  /** Of at least one time. */
  static Spread of(List<Double> times) {
    List<Double> sorted = times.stream().sorted().toList();
    return new Spread(at(sorted, 0.5), at(sorted, MOST), sorted.getLast());
  }

  /** The smallest that this part of them does not exceed. */
  private static double at(List<Double> sorted, double part) {
    return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
  }
}
