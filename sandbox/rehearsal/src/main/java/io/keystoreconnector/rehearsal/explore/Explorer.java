package io.keystoreconnector.rehearsal.explore;

import io.keystoreconnector.rehearsal.check.Breach;
import io.keystoreconnector.rehearsal.check.EventRule;
import io.keystoreconnector.rehearsal.check.Evidence;
import io.keystoreconnector.rehearsal.check.Rules;
import io.keystoreconnector.rehearsal.scenario.FixedSteps;
import io.keystoreconnector.rehearsal.scenario.Rehearsal;
import io.keystoreconnector.rehearsal.scenario.Rehearsed;
import io.keystoreconnector.rehearsal.scenario.StepChooser;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Plays a small world repeatedly, each time along another open path, until every step from every
 * state has been taken. A state that was visited before is not visited again, regardless of the
 * path that led there.
 */
public final class Explorer {

  private final SmallWorld world;
  private final Function<StepChooser, Rehearsed> player;
  private final long mostPlays;
  private final Graph graph = new Graph();
  private final Deque<Walk.Open> open = new ArrayDeque<>(List.of(Walk.Open.START));
  private final Map<String, Long> outcomes = new TreeMap<>();
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private long plays;

  /**
   * An explorer of one world.
   *
   * @param mostPlays after how many plays it gives up
   */
  public Explorer(Rehearsal rehearsal, SmallWorld world, long mostPlays) {
    this.world = world;
    this.player = rehearsal.playing(world.scenario());
    this.mostPlays = mostPlays;
  }

  /** Explores it to the end, or up to the maximum number of plays. */
  public Exploration explore() {
    double begin = cpuSeconds();
    while (!open.isEmpty() && plays < mostPlays) {
      play(open.removeLast());
    }
    for (EventRule rule : Rules.AT_ANY_MOMENT) {
      graph.shortest(rule.name()).ifPresent(steps -> addIfBroken(rule.name(), steps));
    }
    return new Exploration(
        plays,
        graph.states(),
        graph.steps(),
        open.isEmpty(),
        cpuSeconds() - begin,
        outcomes,
        List.copyOf(findings.values()),
        kept());
  }

  private static double cpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L)
        / 1e9;
  }

  private void play(Walk.Open start) {
    plays++;
    Walk walk = new Walk(graph, open, start);
    Rehearsed rehearsed = player.apply(walk);
    Evidence evidence = Objects.requireNonNull(rehearsed.evidence());
    String outcome =
        evidence.runs().stream()
            .map(run -> run.name() + " " + run.outcome())
            .sorted()
            .collect(Collectors.joining(", "));
    outcomes.merge(outcome, 1L, Long::sum);
    walk.end(outcome + evidence.worldAfterwards() + evidence.events(), evidence.events());
    for (Breach breach : rehearsed.breaches()) {
      if (!findings.containsKey(breach.rule()) && !isAtAnyMoment(breach.rule())) {
        addShortest(breach.rule(), walk.steps());
      }
    }
  }

  private static boolean isAtAnyMoment(String rule) {
    return Rules.AT_ANY_MOMENT.stream().anyMatch(any -> any.name().equals(rule));
  }

  /**
   * Keeps as few of the steps as are needed to break the rule; after them, whatever comes first
   * follows.
   */
  private void addShortest(String rule, List<String> steps) {
    for (int length = 0; length <= steps.size() && !findings.containsKey(rule); length++) {
      addIfBroken(rule, List.copyOf(steps.subList(0, length)));
    }
  }

  private void addIfBroken(String rule, List<String> steps) {
    Rehearsed rehearsed = player.apply(new FixedSteps(steps));
    boolean expected = world.scenario().breaches().contains(rule);
    String status = rehearsed.execution().status().name();
    Breach.inAll(Objects.requireNonNull(rehearsed.evidence())).stream()
        .filter(breach -> breach.rule().equals(rule))
        .findFirst()
        .map(breach -> new Finding(rule, breach.sentence(), steps, expected, status))
        .ifPresent(finding -> findings.put(rule, finding));
  }

  /** Rules that hold although the file says that they can be broken. */
  private List<String> kept() {
    return world.scenario().breaches().stream()
        .filter(rule -> !findings.containsKey(rule))
        .toList();
  }
}
