package io.keystoreconnector.statemachine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.jr.ob.JSON;

/** The picture in README.md shows the state machine as it is. */
class ReadmePictureTest {

  private final Map<String, Object> states = object(definition().get("States"));
  private final Map<String, String> nodes = new HashMap<>();
  private final Set<String> drawn = new TreeSet<>();

  ReadmePictureTest() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    Pattern.compile("^ {2}(\\w+)\\W+\"(.+?)\"", Pattern.MULTILINE)
        .matcher(readme)
        .results()
        .forEach(node -> nodes.put(node.group(1), node.group(2)));
    Pattern.compile("^ {2}(\\w+) (-->|-\\.->) (\\w+)$", Pattern.MULTILINE)
        .matcher(readme)
        .results()
        .forEach(
            edge ->
                drawn.add(
                    nodes.get(edge.group(1))
                        + " "
                        + edge.group(2)
                        + " "
                        + nodes.get(edge.group(3))));
  }

  @Test
  void itHasEveryState() {
    assertThat(nodes.values()).containsExactlyInAnyOrderElementsOf(states.keySet());
  }

  @Test
  void itHasEveryTransition() {
    Set<String> defined = new TreeSet<>();
    states.forEach((name, state) -> addTransitions(defined, name, object(state)));
    assertThat(drawn).isEqualTo(defined);
  }

  private static void addTransitions(
      Set<String> transitions, String name, Map<String, Object> state) {
    Set<@Nullable Object> next = new HashSet<>();
    for (String field : List.of("Next", "Default")) {
      if (state.containsKey(field)) {
        next.add(state.get(field));
      }
    }
    objects(state.get("Choices")).forEach(choice -> next.add(choice.get("Next")));
    next.forEach(to -> transitions.add(name + " --> " + to));
    objects(state.get("Catch")).stream()
        .map(caught -> caught.get("Next"))
        .filter(to -> !next.contains(to))
        .forEach(to -> transitions.add(name + " -.-> " + to));
  }

  private static Map<String, Object> definition() throws IOException {
    return JSON.std.mapFrom(Files.readString(Path.of("connect-key-store.asl.json")));
  }

  @SuppressWarnings("unchecked") // JSON objects have string keys
  private static Map<String, Object> object(@Nullable Object json) {
    return (Map<String, Object>) requireNonNull(json);
  }

  @SuppressWarnings("unchecked") // JSON objects have string keys
  private static List<Map<String, Object>> objects(@Nullable Object json) {
    return json == null ? List.of() : (List<Map<String, Object>>) json;
  }
}
