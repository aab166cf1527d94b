package io.keystoreconnector.statemachine.jsonata;

import java.util.Set;
import java.util.function.Consumer;

/**
 * What Step Functions rejects in an expression when a state machine is created: names read from a
 * context item, which it does not provide, and functions that it does not have.
 */
final class Rules {
  private static final Set<String> STATES = Set.of("input", "result", "errorOutput", "context");

  private Rules() {}

  static void check(Names names, Consumer<String> problems) {
    for (String name : names.context()) {
      problems.accept(
          name.startsWith("$")
              ? name + " is not available: there is no context item"
              : name + " is not defined: the input is $states.input, and a variable has a $");
    }
    for (String function : names.functions()) {
      if (!Functions.NAMES.contains(function)) {
        problems.accept("there is no function $" + function + " in Step Functions");
      }
    }
    for (String field : names.states()) {
      if (!STATES.contains(field)) {
        problems.accept("there is no $states." + field);
      }
    }
  }
}
