package io.keystoreconnector.statemachine;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Connected states: those of a machine, of a branch or of an item processor. */
record Flow(String startAt, Map<String, State> states) {
  private static final int LONGEST_NAME = 80;

  State state(String name) {
    return Objects.requireNonNull(states.get(name), name);
  }

  static Flow load(DefinitionReader fields, LoadContext context) {
    DefinitionReader all = fields.child("States", "");
    Map<String, State> states = new LinkedHashMap<>();
    for (String name : all.names()) {
      if (name.length() > LONGEST_NAME) {
        all.problem(name, "has a name of more than " + LONGEST_NAME + " characters");
      }
      if (!context.isNewState(name)) {
        all.problem(name, "has the name of another state");
      }
      states.put(name, State.load(all.child(name, ""), context));
    }
    String startAt = fields.requiredText("StartAt");
    checkTarget(fields, "StartAt", startAt, states);
    states.forEach((name, state) -> checkTargets(all, name, state, states));
    return new Flow(startAt, states);
  }

  private static void checkTargets(
      DefinitionReader all, String name, State state, Map<String, State> states) {
    for (String target : targets(state)) {
      checkTarget(all, name, target, states);
    }
  }

  private static void checkTarget(
      DefinitionReader fields, String name, String target, Map<String, State> states) {
    if (!target.isEmpty() && !states.containsKey(target)) {
      fields.problem(name, "leads to \"" + target + "\", which is not a state in the same flow");
    }
  }

  private static Set<String> targets(State state) {
    Set<String> targets = new LinkedHashSet<>();
    switch (state) {
      case TaskState task -> handled(targets, task.exit(), task.errors());
      case MapState map -> handled(targets, map.exit(), map.errors());
      case ParallelState parallel -> handled(targets, parallel.exit(), parallel.errors());
      case PassState pass -> add(targets, pass.exit());
      case WaitState wait -> add(targets, wait.exit());
      case ChoiceState choice -> {
        choice.rules().forEach(rule -> add(targets, rule.exit()));
        if (choice.otherwise() != null) {
          add(targets, choice.otherwise());
        }
      }
      case SucceedState succeed -> {}
      case FailState fail -> {}
    }
    return targets;
  }

  private static void handled(Set<String> targets, Exit exit, ErrorHandling errors) {
    add(targets, exit);
    errors.catchers().forEach(catcher -> add(targets, catcher.exit()));
  }

  private static void add(Set<String> targets, Exit exit) {
    if (exit.next() != null) {
      targets.add(exit.next());
    }
  }
}
