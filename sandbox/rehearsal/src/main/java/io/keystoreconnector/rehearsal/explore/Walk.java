package io.keystoreconnector.rehearsal.explore;

import io.keystoreconnector.emulator.world.EventRecord;
import io.keystoreconnector.rehearsal.check.Rules;
import io.keystoreconnector.rehearsal.scenario.PlayState;
import io.keystoreconnector.rehearsal.scenario.StepChooser;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One play: goes to an open path, follows it, and continues to a known state. From there to the end
 * it takes whatever comes first, so that the rules can be checked on a complete play.
 */
final class Walk implements StepChooser {

  /** An open path: a step from a node that some steps lead to. */
  record Open(@Nullable Node from, @Nullable Path path) {
    static final Open START = new Open(null, null);
  }

  private final Graph graph;
  private final Deque<Open> open;
  private final List<String> toGo;
  private int gone;
  private @Nullable Node at;
  private @Nullable Path path;
  private boolean known;

  Walk(Graph graph, Deque<Open> open, Open start) {
    this.graph = graph;
    this.open = open;
    this.toGo = Path.steps(start.path());
    this.at = start.from();
  }

  @Override
  public int next(List<String> steps, PlayState state) {
    if (gone < toGo.size()) {
      return take(steps, steps.indexOf(toGo.get(gone)));
    }
    if (!known) {
      arrive(steps, state);
    }
    return take(steps, 0);
  }

  private int take(List<String> steps, int next) {
    if (next < 0) {
      throw new IllegalStateException("a step that was possible last time is not possible now");
    }
    gone++;
    path = new Path(path, steps.get(next));
    return next;
  }

  private void arrive(List<String> steps, PlayState state) {
    String text = state.text();
    Optional<Node> node = graph.find(text);
    known = node.isPresent();
    at = reach(node.orElseGet(() -> graph.add(text, broken(state.events()))));
    if (!known) {
      for (String step : steps.subList(1, steps.size()).reversed()) {
        open.addLast(new Open(at, new Path(path, step)));
      }
    }
  }

  private Node reach(Node node) {
    if (at != null && path != null) {
      at.leads(path.step(), node);
    }
    return node;
  }

  /** The play is over. */
  void end(String state, List<EventRecord> events) {
    if (!known) {
      var unused = reach(graph.find(state).orElseGet(() -> graph.add(state, broken(events))));
    }
  }

  /** All steps taken. */
  List<String> steps() {
    return Path.steps(path);
  }

  private static Set<String> broken(List<EventRecord> events) {
    Set<String> broken = new HashSet<>();
    Rules.AT_ANY_MOMENT.stream()
        .filter(rule -> rule.breaches(events).findAny().isPresent())
        .forEach(rule -> broken.add(rule.name()));
    return broken;
  }
}
