package io.keystoreconnector.rehearsal.teststate;

import io.keystoreconnector.statemachine.StateMachine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A definition of a state machine without placeholders, as a tree. */
final class Definition {

  /** Takes the place of the context object. */
  static final String CONTEXT = "testContext";

  /** Takes the place of the time, in milliseconds. */
  static final String MILLIS = "testMillis";

  private static final Set<String> NESTED = Set.of("Map", "Parallel");

  private final String text;
  private final Map<String, Object> states;
  private final Map<String, String> forTests = new HashMap<>();

  /**
   * Reads a definition.
   *
   * @throws IllegalArgumentException if it has states in states, whose events are among each other
   *     in a history, or more than one retrier in a state, whose retries would have to be counted
   *     for each
   */
  Definition(StateMachine machine) {
    text = machine.definition();
    states = object(Json.readObject(text).get("States"));
    for (String name : states.keySet()) {
      if (NESTED.contains(type(name))) {
        throw new IllegalArgumentException(name + " has states inside it");
      }
      if (state(name).get("Retry") instanceof List<?> retriers && retriers.size() > 1) {
        throw new IllegalArgumentException(name + " has more than one retrier");
      }
    }
  }

  Set<String> names() {
    return states.keySet();
  }

  /** Whether TestState takes a mock for the state, and with it a context object. */
  boolean takesAMock(String name) {
    return type(name).equals("Task");
  }

  /**
   * Whether the outcome of a state depends on the context object or on the clock, and TestState
   * does not take them: it makes a context object of its own where there is no mock.
   */
  boolean dependsOnTheRun(String name) {
    return !forTestOf(name).equals(text);
  }

  /** The definition with which the state is tested; what it depends on comes from variables. */
  String forTestOf(String name) {
    return forTests.computeIfAbsent(name, this::withVariables);
  }

  private String withVariables(String name) {
    String state = Json.write(state(name));
    String changed =
        takesAMock(name)
            ? state
            : state.replace("$states.context", "$" + CONTEXT).replace("$millis()", "$" + MILLIS);
    return changed.equals(state) ? text : with(name, Json.read(changed));
  }

  private String with(String name, @Nullable Object state) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(states);
    changed.put(name, state);
    Map<String, @Nullable Object> definition = Json.readObject(text);
    definition.put("States", changed);
    return Json.write(definition);
  }

  /** The states to which a state can lead. */
  Set<String> waysOut(String name) {
    Map<String, Object> state = state(name);
    Set<String> ways = new TreeSet<>();
    List<Object> exits = new ArrayList<>(List.of(state));
    for (String rules : List.of("Choices", "Catch")) {
      exits.addAll(state.get(rules) instanceof List<?> list ? list : List.of());
    }
    for (Object exit : exits) {
      for (String field : List.of("Next", "Default")) {
        if (object(exit).get(field) instanceof String next) {
          ways.add(next);
        }
      }
    }
    return ways;
  }

  private String type(String name) {
    return String.valueOf(state(name).get("Type"));
  }

  private Map<String, Object> state(String name) {
    return object(states.get(name));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(@Nullable Object tree) {
    return (Map<String, Object>) Objects.requireNonNull(tree);
  }
}
