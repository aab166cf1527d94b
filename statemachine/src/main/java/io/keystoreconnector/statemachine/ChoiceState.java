package io.keystoreconnector.statemachine;

import io.keystoreconnector.statemachine.jsonata.Scope;
import io.keystoreconnector.statemachine.jsonata.Template;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Continues with the first rule that matches; the state's own Assign and Output belong to Default.
 */
record ChoiceState(List<Rule> rules, @Nullable Exit otherwise) implements State {
  static final String TYPE = "Choice";

  /** An exit, taken if its condition is true. */
  record Rule(Template condition, Exit exit) {}

  static ChoiceState load(DefinitionReader fields) {
    List<Rule> rules = new ArrayList<>();
    for (DefinitionReader rule : fields.children("Choices")) {
      Template condition = rule.flagOrExpression("Condition");
      if (condition == null) {
        rule.problem("Condition", "is missing");
      } else {
        rules.add(new Rule(condition, Exit.to(rule, rule.requiredText("Next"))));
      }
      rule.refuseOthers("a rule of a Choice");
    }
    if (rules.isEmpty()) {
      fields.problem("Choices", "needs at least one rule");
    }
    Exit otherwise = Exit.to(fields, fields.text("Default"));
    return new ChoiceState(rules, otherwise.next() == null ? null : otherwise);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Transition run(Visit visit) throws StateFailed {
    Scope scope = visit.scope();
    for (int i = 0; i < rules.size(); i++) {
      if (holds(i, visit, scope)) {
        return rules.get(i).exit.take(visit, scope, visit.input());
      }
    }
    if (otherwise == null) {
      throw visit.failure(
          Errors.NO_CHOICE_MATCHED,
          "Failed to transition out of the state. The state does not point to a next state.");
    }
    return otherwise.take(visit, scope, visit.input());
  }

  private boolean holds(int index, Visit visit, Scope scope) throws StateFailed {
    Template condition = rules.get(index).condition;
    Object value = visit.evaluate(condition, scope);
    if (value instanceof Boolean holds) {
      return holds;
    }
    throw visit.wrongType(condition, "boolean", value);
  }
}
