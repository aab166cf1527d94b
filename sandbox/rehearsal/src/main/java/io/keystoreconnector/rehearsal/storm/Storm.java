package io.keystoreconnector.rehearsal.storm;

import io.keystoreconnector.rehearsal.check.Breach;
import io.keystoreconnector.rehearsal.scenario.Rehearsal;
import io.keystoreconnector.rehearsal.scenario.Rehearsed;
import io.keystoreconnector.rehearsal.scenario.Scenarios;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/** Plays cases made from consecutive seeds, and checks each against the rules. */
public final class Storm {

  /** The rule that a case which cannot be played to its end breaks. */
  static final String PLAYS_TO_THE_END = "PlaysToTheEnd";

  private final LongFunction<Map<String, Object>> cases;
  private final Rehearsal rehearsal;
  private final int jobs;
  private final int mostViolations;
  private final Set<String> unchecked;

  /**
   * A storm.
   *
   * @param jobs how many cases are played in parallel; the rehearsal has as many stages
   * @param mostViolations after how many it stops
   */
  public Storm(Rehearsal rehearsal, int jobs, int mostViolations) {
    this(CaseMaker::of, rehearsal, jobs, mostViolations, Set.of());
  }

  private Storm(
      LongFunction<Map<String, Object>> cases,
      Rehearsal rehearsal,
      int jobs,
      int mostViolations,
      Set<String> unchecked) {
    this.cases = cases;
    this.rehearsal = rehearsal;
    this.jobs = jobs;
    this.mostViolations = mostViolations;
    this.unchecked = unchecked;
  }

  /** The same with one run in each case, whose input is valid, nearly valid or hostile. */
  public static Storm ofInputs(Rehearsal rehearsal, int jobs, int mostViolations) {
    return new Storm(CaseMaker::withAnyInput, rehearsal, jobs, mostViolations, Set.of());
  }

  /** The same with fleets only. */
  public static Storm ofFleets(Rehearsal rehearsal, int jobs, int mostViolations) {
    return new Storm(CaseMaker::fleet, rehearsal, jobs, mostViolations, Set.of());
  }

  /** The same with sequences only. */
  public static Storm ofSequences(Rehearsal rehearsal, int jobs, int mostViolations) {
    return new Storm(CaseMaker::sequence, rehearsal, jobs, mostViolations, Set.of());
  }

  /** The same without some of the rules, by their names. */
  public Storm without(Set<String> rules) {
    return new Storm(cases, rehearsal, jobs, mostViolations, Set.copyOf(rules));
  }

  /** Receives the progress from the threads that play. */
  public interface Watcher {

    /** Ignores it. */
    Watcher NOBODY = new Watcher() {};

    /** How many cases, with how many runs in all, have been played so far. */
    default void played(long cases, long runs) {}

    /** A case breaks a rule; it is made smaller now, which can take minutes. */
    default void broken(long seed, String rule) {}
  }

  /**
   * The result.
   *
   * @param sequences how many of the cases were sequences
   * @param fleets how many executions for several key stores the cases had
   * @param wrongLogIns how many sequences had this many wrong logins of the runs without CONNECTED
   *     or a person's word in between
   * @param worstSeed the seed of the sequence with the most of them
   */
  public record Outcome(
      long cases,
      long sequences,
      long fleets,
      long runs,
      Map<Integer, Long> wrongLogIns,
      long worstSeed,
      double seconds,
      double cpuSeconds,
      Map<String, Long> byOutcome,
      List<Violation> violations) {}

  /**
   * Plays cases, the first with this seed and the others with the following ones, until they have
   * had this many runs.
   */
  public Outcome rage(long seed, long count, Watcher watcher) {
    return rage(seed, tally -> tally.runs() < count, watcher);
  }

  /** The same with this many cases. */
  public Outcome rageOverCases(long seed, long count, Watcher watcher) {
    return rage(seed, tally -> tally.cases() < count, watcher);
  }

  private Outcome rage(long seed, Predicate<Tally> isTooFew, Watcher watcher) {
    long begin = System.nanoTime();
    long cpu = cpuNanos();
    Tally tally = new Tally();
    List<Violation> violations = new ArrayList<>();
    AtomicLong next = new AtomicLong();
    try (ExecutorService players = Executors.newFixedThreadPool(jobs)) {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int i = 0; i < jobs; i++) {
        all.add(
            CompletableFuture.runAsync(
                () -> {
                  for (long n = next.getAndIncrement();
                      isTooFew.test(tally) && violations.size() < mostViolations;
                      n = next.getAndIncrement()) {
                    one(seed + n, tally, violations, watcher);
                    watcher.played(tally.cases(), tally.runs());
                  }
                },
                players));
      }
      all.forEach(CompletableFuture::join);
    }
    return new Outcome(
        tally.cases(),
        tally.sequences(),
        tally.fleets(),
        tally.runs(),
        tally.wrongLogIns(),
        tally.worstSeed(),
        (System.nanoTime() - begin) / 1e9,
        (cpuNanos() - cpu) / 1e9,
        tally.outcomes(),
        violations);
  }

  private void one(long seed, Tally tally, List<Violation> violations, Watcher watcher) {
    Map<String, Object> json = cases.apply(seed);
    List<Breach> breaches = breaches(seed, json, tally);
    if (!breaches.isEmpty()) {
      Breach first = breaches.getFirst();
      watcher.broken(seed, first.rule());
      Map<String, Object> smallest = new Shrinker(this, first.rule()).shrink(json);
      Breach clearest =
          breaches(seed, smallest, new Tally()).stream()
              .filter(breach -> breach.rule().equals(first.rule()))
              .findFirst()
              .orElse(first);
      synchronized (violations) {
        violations.add(new Violation(seed, first.rule(), clearest.sentence(), smallest));
      }
    }
  }

  List<Breach> breaches(Map<String, Object> json) {
    return breaches(0, json, new Tally());
  }

  private List<Breach> breaches(long seed, Map<String, Object> json, Tally tally) {
    try {
      Rehearsed rehearsed = rehearsal.play(Scenarios.of("storm", json));
      tally.add(seed, rehearsed);
      return rehearsed.breaches().stream()
          .filter(breach -> !unchecked.contains(breach.rule()))
          .toList();
    } catch (IllegalStateException broken) {
      return List.of(new Breach(PLAYS_TO_THE_END, broken + ", " + broken.getCause()));
    }
  }

  private static long cpuNanos() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(java.time.Duration::toNanos)
        .orElse(0L);
  }
}
