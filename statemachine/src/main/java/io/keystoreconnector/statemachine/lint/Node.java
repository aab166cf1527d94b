package io.keystoreconnector.statemachine.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A state as the lint sees it: its fields, and where it leads. */
record Node(String name, Map<String, @Nullable Object> fields) {

  /** An exit: the field that names the next state, and the variables that it sets. */
  record Edge(String field, String target, Set<String> assigned) {}

  String type() {
    return Tree.text(fields.get("Type"));
  }

  boolean isTask() {
    return type().equals("Task");
  }

  List<Edge> edges() {
    List<Edge> edges = new ArrayList<>();
    add(edges, "", "Next", fields);
    add(edges, "", "Default", fields);
    addAll(edges, "Choices");
    addAll(edges, "Catch");
    return edges;
  }

  private void addAll(List<Edge> edges, String list) {
    int i = 0;
    for (Map<String, @Nullable Object> item : Tree.objects(fields.get(list))) {
      add(edges, list + "[" + i++ + "].", "Next", item);
    }
  }

  private static void add(
      List<Edge> edges, String prefix, String field, Map<String, @Nullable Object> from) {
    if (from.containsKey(field)) {
      Set<String> assigned = Tree.object(from.get("Assign")).keySet();
      edges.add(new Edge(prefix + field, Tree.text(from.get(field)), assigned));
    }
  }

  /** The inner flows: the branches of a Parallel, the item processor of a Map. */
  List<Map<String, @Nullable Object>> inner() {
    List<Map<String, @Nullable Object>> inner =
        new ArrayList<>(Tree.objects(fields.get("Branches")));
    if (fields.containsKey("ItemProcessor")) {
      inner.add(Tree.object(fields.get("ItemProcessor")));
    }
    return inner;
  }
}
