package io.keystoreconnector.rehearsal.explore;

import java.util.List;
import java.util.Map;

/**
 * What came of a small world.
 *
 * @param plays how many interleavings were played, each to its end
 * @param states how many states were visited that differ
 * @param steps how many steps there are between them
 * @param complete whether every step was taken from every state, so that nothing new can happen
 * @param cpuSeconds how much processor time the whole process has spent meanwhile
 * @param outcomes how the runs ended together, and in how many plays
 * @param kept the rules that the world's file says can be broken, and that hold
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

  /** Whether all was visited and all is as the world's file says. */
  public boolean asExpected() {
    return complete && kept.isEmpty() && findings.stream().allMatch(Finding::expected);
  }
}
