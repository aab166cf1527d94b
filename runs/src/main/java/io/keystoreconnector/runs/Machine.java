package io.keystoreconnector.runs;

import io.keystoreconnector.runs.json.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The states of a definition and the transitions between them, to be drawn.
 *
 * @param definition in the Amazon States Language, as JSON text
 */
public record Machine(String definition) {

  /** As {@link Recording#toJson} contains it. */
  public Map<String, Object> toJson() {
    JsonTree tree = JsonTree.parsed(definition);
    List<Object> nodes = new ArrayList<>();
    Map<List<String>, String> edges = new LinkedHashMap<>();
    tree.get("States")
        .fields()
        .forEach(
            (name, value) -> {
              JsonTree state = new JsonTree(value);
              nodes.add(node(String.valueOf(name), state));
              edges(String.valueOf(name), state, edges);
            });
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("startAt", tree.text("StartAt"));
    json.put("states", nodes);
    json.put("transitions", edges.entrySet().stream().map(Machine::edge).toList());
    return json;
  }

  private static Map<String, Object> node(String name, JsonTree state) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("name", name);
    node.put("type", state.text("Type"));
    node.put("comment", state.text("Comment"));
    return node;
  }

  /** Two states may be connected in more than one way; the first counts, and errors come last. */
  private static void edges(String from, JsonTree state, Map<List<String>, String> edges) {
    add(from, state.text("Next"), "next", edges);
    state
        .get("Choices")
        .elements()
        .forEach(choice -> add(from, choice.text("Next"), "choice", edges));
    add(from, state.text("Default"), "default", edges);
    state
        .get("Catch")
        .elements()
        .forEach(catcher -> add(from, catcher.text("Next"), "catch", edges));
  }

  private static void add(String from, String to, String kind, Map<List<String>, String> edges) {
    if (!to.isEmpty()) {
      edges.putIfAbsent(List.of(from, to), kind);
    }
  }

  private static Map<String, Object> edge(Map.Entry<List<String>, String> edge) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", edge.getKey().getFirst());
    json.put("to", edge.getKey().getLast());
    json.put("kind", edge.getValue());
    return json;
  }
}
