package io.keystoreconnector.statemachine.lint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The states of one flow, and the variables that are always set when each is entered. */
record Graph(String startAt, Map<String, Node> nodes) {

  static Graph of(Map<String, @Nullable Object> flow) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    Tree.object(flow.get("States"))
        .forEach((name, state) -> nodes.put(name, new Node(name, Tree.object(state))));
    return new Graph(Tree.text(flow.get("StartAt")), nodes);
  }

  /**
   * For each state that can be reached, the variables set on every path to it, given those set
   * before the flow begins. A state that is missing from the result cannot be reached.
   */
  Map<String, Set<String>> certainlySet(Set<String> before) {
    Map<String, Set<String>> onEntry = new HashMap<>();
    Deque<String> changed = new ArrayDeque<>();
    enter(startAt, before, onEntry, changed);
    while (!changed.isEmpty()) {
      String name = changed.remove();
      Set<String> here = onEntry.getOrDefault(name, Set.of());
      for (Node.Edge edge : edges(name)) {
        Set<String> there = new HashSet<>(here);
        there.addAll(edge.assigned());
        enter(edge.target(), there, onEntry, changed);
      }
    }
    return onEntry;
  }

  private Iterable<Node.Edge> edges(String name) {
    Node node = nodes.get(name);
    return node == null ? Set.of() : node.edges();
  }

  /** What is set on every path is what all paths found so far have in common. */
  private static void enter(
      String name, Set<String> set, Map<String, Set<String>> onEntry, Deque<String> changed) {
    Set<String> known = onEntry.get(name);
    Set<String> common = new HashSet<>(set);
    if (known != null) {
      common.retainAll(known);
    }
    if (!common.equals(known)) {
      onEntry.put(name, common);
      changed.add(name);
    }
  }
}
