package io.keystoreconnector.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The states of a definition and how they lead to one another, to be drawn. */
record Machine(String definition) {

  Map<String, Object> toJson() {
    Map<?, ?> tree = Values.object(Values.parsed(definition));
    Map<?, ?> states = Values.object(tree.get("States"));
    List<Object> nodes = new ArrayList<>();
    Map<List<String>, String> edges = new LinkedHashMap<>();
    states.forEach(
        (name, value) -> {
          Map<?, ?> state = Values.object(value);
          nodes.add(node(Values.text(name), state));
          edges(Values.text(name), state, edges);
        });
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("startAt", Values.text(tree.get("StartAt")));
    json.put("states", nodes);
    json.put("transitions", edges.entrySet().stream().map(Machine::edge).toList());
    return json;
  }

  private static Map<String, Object> node(String name, Map<?, ?> state) {
    return Map.of(
        "name", name,
        "type", Values.text(state.get("Type")),
        "comment", Values.text(state.get("Comment")));
  }

  /** Two states may be joined in more than one way; the first counts, and errors come last. */
  private static void edges(String from, Map<?, ?> state, Map<List<String>, String> edges) {
    add(from, state.get("Next"), "next", edges);
    Values.list(state.get("Choices"))
        .forEach(choice -> add(from, Values.object(choice).get("Next"), "choice", edges));
    add(from, state.get("Default"), "default", edges);
    Values.list(state.get("Catch"))
        .forEach(catcher -> add(from, Values.object(catcher).get("Next"), "catch", edges));
  }

  private static void add(
      String from, @Nullable Object to, String kind, Map<List<String>, String> edges) {
    if (to != null) {
      edges.putIfAbsent(List.of(from, Values.text(to)), kind);
    }
  }

  private static Map<String, Object> edge(Map.Entry<List<String>, String> edge) {
    return Map.of(
        "from", edge.getKey().getFirst(), "to", edge.getKey().getLast(), "kind", edge.getValue());
  }
}
