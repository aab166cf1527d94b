package io.keystoreconnector.cli.rehearse;

import io.keystoreconnector.runs.phrases.Durations;
import java.time.Duration;

/**
 * What a storm will play.
 *
 * @param kind of its cases
 * @param count the minimum number of runs, or the number of sequences or of fleets
 * @param firstSeed the seed of the first case
 * @param jobs how many cases are played in parallel
 */
record StormPlan(Kind kind, long count, long firstSeed, int jobs) {

  /** Processor time of one run once the JVM is warm, with its share of the checks. */
  private static final double MILLIS_PER_RUN = 4;

  /** Runs of a sequence have longer histories, and more rules look at them. */
  private static final double MILLIS_PER_RUN_IN_SEQUENCE = 13;

  private static final double RUNS_PER_SEQUENCE = 4;

  private static final double RUNS_PER_FLEET = 5;

  /** The JVM and its compilers. */
  private static final double START_MILLIS = 6000;

  /** The kinds of cases that a storm can be limited to. */
  enum Kind {
    /** Runs at once and sequences. */
    RUNS,
    /** Sequences only. */
    SEQUENCES,
    /** Fleets only. */
    FLEETS,
    /** One run each, with a random input. */
    INPUTS;

    /** Whether the plan says how many cases are played, not how many runs. */
    boolean countsCases() {
      return this == SEQUENCES || this == FLEETS;
    }
  }

  /** One sentence for people: what is played, with which seeds, and about how long it takes. */
  String announcement() {
    return "Playing %s, %s, %d in parallel; this takes %s."
        .formatted(what(), seeds(), jobs, about());
  }

  /** One sentence for people that shows the storm's progress. */
  String progress(long cases, long runs, long violations) {
    return "%s, violations: %d".formatted(status(cases, runs), violations);
  }

  /** The storm's progress, in as few words as possible. */
  String status(long cases, long runs) {
    return kind.countsCases()
        ? "%d of %d %s".formatted(cases, count, kind == Kind.FLEETS ? "fleets" : "sequences")
        : "%d of %d runs".formatted(runs, count);
  }

  private String what() {
    return switch (kind) {
      case RUNS -> count + " runs";
      case SEQUENCES -> count + " sequences";
      case FLEETS -> count + " cases with fleets";
      case INPUTS -> count + " runs with random inputs";
    };
  }

  /** A storm that counts runs ends with a seed that is not known yet. */
  private String seeds() {
    return kind.countsCases()
        ? "seeds %d to %d".formatted(firstSeed, firstSeed + count - 1)
        : "from seed %d on".formatted(firstSeed);
  }

  private String about() {
    double runs =
        switch (kind) {
          case SEQUENCES -> count * RUNS_PER_SEQUENCE;
          case FLEETS -> count * RUNS_PER_FLEET;
          case RUNS, INPUTS -> count;
        };
    int atOnce = Math.min(jobs, Runtime.getRuntime().availableProcessors());
    double perRun = kind.countsCases() ? MILLIS_PER_RUN_IN_SEQUENCE : MILLIS_PER_RUN;
    double millis = (START_MILLIS + runs * perRun) / atOnce;
    String duration = Durations.about(Duration.ofMillis(Math.round(millis)));
    return millis < Duration.ofMinutes(1).toMillis() ? duration : "about " + duration;
  }
}
