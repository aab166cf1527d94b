package io.keystoreconnector.rehearsal.storm;

import io.keystoreconnector.rehearsal.check.Breach;
import io.keystoreconnector.rehearsal.check.RunRecord;
import io.keystoreconnector.rehearsal.scenario.Rehearsed;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The running totals of a storm. */
final class Tally {

  private final Map<String, Long> outcomes = new TreeMap<>();
  private long cases;
  private long runs;
  private long sequences;
  private long fleets;
  private final Map<Integer, Long> wrongLogIns = new TreeMap<>();
  private long worstSeed;

  synchronized void add(long seed, Rehearsed rehearsed) {
    cases++;
    fleets += Objects.requireNonNull(rehearsed.evidence()).fleets().size();
    if (rehearsed.scenario().isSequence() && rehearsed.evidence().fleets().isEmpty()) {
      sequences++;
      int wrong = Breach.worstLogIns(Objects.requireNonNull(rehearsed.evidence()));
      if (wrongLogIns.keySet().stream().allMatch(before -> before < wrong)) {
        worstSeed = seed;
      }
      wrongLogIns.merge(wrong, 1L, Long::sum);
    }
    List<RunRecord> all = Objects.requireNonNull(rehearsed.evidence()).runs();
    runs += all.size();
    all.forEach(run -> outcomes.merge(run.outcome(), 1L, Long::sum));
  }

  synchronized long cases() {
    return cases;
  }

  synchronized long runs() {
    return runs;
  }

  /** How many of the cases were sequences. */
  synchronized long sequences() {
    return sequences;
  }

  /** How many executions for several key stores there were. */
  synchronized long fleets() {
    return fleets;
  }

  /** How many sequences had this many wrong logins without CONNECTED or a person's word between. */
  synchronized Map<Integer, Long> wrongLogIns() {
    return new TreeMap<>(wrongLogIns);
  }

  /** The seed of the sequence with the most of them. */
  synchronized long worstSeed() {
    return worstSeed;
  }

  synchronized Map<String, Long> outcomes() {
    return new TreeMap<>(outcomes);
  }
}
