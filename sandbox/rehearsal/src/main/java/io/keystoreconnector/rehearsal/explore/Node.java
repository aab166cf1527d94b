package io.keystoreconnector.rehearsal.explore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A state of a play between two steps.
 *
 * @param broken the rules that have been broken by then
 * @param next where each step that was taken leads
 */
record Node(Set<String> broken, Map<String, Node> next) {

  Node(Set<String> broken) {
    this(broken, new LinkedHashMap<>());
  }

  /** Records where a step leads from here; the first answer counts. */
  void leads(String step, Node to) {
    next.putIfAbsent(step, to);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "Node" + List.copyOf(next.keySet());
  }
}
