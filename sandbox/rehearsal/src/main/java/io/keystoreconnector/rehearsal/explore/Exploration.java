package io.keystoreconnector.rehearsal.explore;

import java.util.List;
import java.util.Map;

/**
 * The result of exploring a small world.
 *
 * @param plays how many interleavings were played, each to its end
 * @param states how many distinct states were visited
 * @param steps how many steps lead from one to another
 * @param complete whether every step was taken from every state, so that nothing new can happen
 * @param cpuSeconds how much processor time the whole process has used in the meantime
 * @param outcomes how the runs ended together, and in how many plays
 * @param kept the rules that hold although the world's file says that they can be broken
 */
public record Exploration(
    long plays,
    long states,
    long steps,
    boolean complete,
    double cpuSeconds,
    Map<String, Long> outcomes,
    List<Finding> findings,
    List<String> kept) {

  /** Whether everything was visited and everything is as the world's file says. */
  public boolean asExpected() {
    return complete && kept.isEmpty() && findings.stream().allMatch(Finding::expected);
  }
}
