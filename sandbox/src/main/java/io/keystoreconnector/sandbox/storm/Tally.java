package io.keystoreconnector.sandbox.storm;

import io.keystoreconnector.sandbox.check.RunRecord;
import io.keystoreconnector.sandbox.scenario.Rehearsed;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What a storm has come to. */
final class Tally {

  private final Map<String, Long> outcomes = new TreeMap<>();
  private long cases;
  private long runs;

  synchronized void add(Rehearsed rehearsed) {
    cases++;
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

  synchronized Map<String, Long> outcomes() {
    return new TreeMap<>(outcomes);
  }
}
