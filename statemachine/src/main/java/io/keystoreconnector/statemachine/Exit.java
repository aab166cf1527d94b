package io.keystoreconnector.statemachine;

import io.keystoreconnector.statemachine.jsonata.Scope;
import io.keystoreconnector.statemachine.jsonata.Template;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An exit from a state, a rule of a Choice or a catcher: Assign, Output and the next state. */
record Exit(Map<String, Template> assign, @Nullable Template output, @Nullable String next) {

  /** An exit by Next or End. */
  static Exit load(DefinitionReader fields) {
    boolean end = fields.flag("End");
    if (end == fields.has("Next")) {
      fields.problem("", "needs either Next or \"End\": true");
    }
    return to(fields, fields.text("Next"));
  }

  /** An exit that must name the next state in the given field. */
  static Exit to(DefinitionReader fields, @Nullable String next) {
    return new Exit(fields.assign(), fields.template("Output"), next);
  }

  /** Assign and Output both see the variables as they were on entry into the state. */
  Transition take(Visit visit, Scope scope, @Nullable Object value) throws StateFailed {
    return take(visit, scope, Payload.of(value));
  }

  Transition take(Visit visit, Scope scope, Payload defaultOutput) throws StateFailed {
    Map<String, Payload> assigned = new LinkedHashMap<>();
    for (Map.Entry<String, Template> variable : assign.entrySet()) {
      Object value = visit.evaluate(variable.getValue(), scope);
      assigned.put(variable.getKey(), Payload.of(value));
    }
    if (Payload.areTooLarge(assigned.values())) {
      throw visit.tooLarge();
    }
    Payload result = output == null ? defaultOutput : Payload.of(visit.evaluate(output, scope));
    return new Transition(visit.limited(result), assigned, next);
  }
}
