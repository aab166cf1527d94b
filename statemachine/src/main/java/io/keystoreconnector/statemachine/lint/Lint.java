package io.keystoreconnector.statemachine.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/**
 * Finds in a definition what asl-validator does not: undefined names, transitions that lead
 * nowhere, states that nothing leads to, and tasks that do not handle failure.
 */
public final class Lint {
  /**
   * Possessive, because Java's recursion for other repetitions ends at a few thousand characters.
   */
  private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"");

  private final List<String> findings = new ArrayList<>();

  private Lint() {}

  /** The findings, one sentence each with the state and the field. */
  public static List<String> check(String definition) {
    Lint lint = new Lint();
    lint.document(definition);
    return lint.findings;
  }

  private void document(String definition) {
    if (STRING.matcher(definition).replaceAll("").contains("${")) {
      findings.add("The definition: ${…} is outside a string, so it is not JSON.");
      return;
    }
    try {
      machine(Tree.object(JSON.std.anyFrom(definition)));
    } catch (JacksonException e) {
      findings.add("The definition: it is not JSON: " + e.getOriginalMessage() + ".");
    }
  }

  private void machine(Map<String, @Nullable Object> machine) {
    if (!machine.containsKey("TimeoutSeconds")) {
      findings.add("The machine: TimeoutSeconds is missing.");
    }
    flow("The machine", machine, Set.of());
  }

  private void flow(String name, Map<String, @Nullable Object> flow, Set<String> variables) {
    Graph graph = Graph.of(flow);
    if (!graph.nodes().containsKey(graph.startAt())) {
      findings.add(name + ": StartAt leads to '" + graph.startAt() + "', which does not exist.");
    }
    Map<String, Set<String>> onEntry = graph.certainlySet(variables);
    for (Node node : graph.nodes().values()) {
      Set<String> set = onEntry.get(node.name());
      if (set == null) {
        find(node, "nothing leads to it");
      }
      state(graph, node, set == null ? variables : set, variables);
    }
  }

  private void state(Graph graph, Node node, Set<String> set, Set<String> outer) {
    edges(graph, node, outer);
    ResourceRules.check(node).forEach(finding -> find(node, finding));
    ErrorHandlingRules.check(node).forEach(finding -> find(node, finding));
    ExpressionRules.check(node, set).forEach(finding -> find(node, finding));
    for (Map<String, @Nullable Object> inner : node.inner()) {
      flow("State '" + node.name() + "'", inner, new HashSet<>(set));
    }
  }

  private void edges(Graph graph, Node node, Set<String> outer) {
    for (Node.Edge edge : node.edges()) {
      if (!graph.nodes().containsKey(edge.target())) {
        find(node, edge.field() + " leads to '" + edge.target() + "', which does not exist");
      }
    }
    if (node.type().equals("Choice") && !node.fields().containsKey("Default")) {
      find(node, "Default is missing, so it leads nowhere when no rule matches");
    }
    shadowing(node, outer);
  }

  /** Step Functions does not allow setting a variable of an outer scope. */
  private void shadowing(Node node, Set<String> outer) {
    Set<String> assigned = new HashSet<>(Tree.object(node.fields().get("Assign")).keySet());
    node.edges().forEach(edge -> assigned.addAll(edge.assigned()));
    assigned.retainAll(outer);
    assigned.forEach(name -> find(node, "Assign sets $" + name + " of the flow around it"));
  }

  private void find(Node node, String finding) {
    findings.add("State '" + node.name() + "': " + finding + ".");
  }
}
