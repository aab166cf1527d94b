package io.keystoreconnector.statemachine.lint;

import io.keystoreconnector.statemachine.jsonata.Expression;
import io.keystoreconnector.statemachine.jsonata.Functions;
import io.keystoreconnector.statemachine.jsonata.Names;
import io.keystoreconnector.statemachine.jsonata.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The expressions of a state may use only what exists: variables, functions, {@code $states}. */
final class ExpressionRules {
  /** Fields that contain states with their own expressions. */
  private static final Set<String> INNER = Set.of("Branches", "ItemProcessor");

  private static final Set<String> WITH_RESULT = Set.of("Task", "Map", "Parallel");

  private final Node node;
  private final Set<String> variables;
  private final List<String> findings = new ArrayList<>();

  private ExpressionRules(Node node, Set<String> variables) {
    this.node = node;
    this.variables = variables;
  }

  /** The variables are those that are always set when the state is entered. */
  static List<String> check(Node node, Set<String> variables) {
    ExpressionRules rules = new ExpressionRules(node, variables);
    node.fields()
        .forEach(
            (name, value) -> {
              if (!INNER.contains(name)) {
                rules.value(name, value);
              }
            });
    return rules.findings;
  }

  private void value(String path, @Nullable Object value) {
    switch (value) {
      case String text -> text(path, text);
      case Map<?, ?> map -> map.forEach((key, item) -> value(path + "." + key, item));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          value(path + "[" + i + "]", list.get(i));
        }
      }
      case null, default -> {}
    }
  }

  private void text(String path, String text) {
    List<String> problems = new ArrayList<>();
    Template.compile(text, path, (at, problem) -> problems.add(path + ": " + problem));
    findings.addAll(problems);
    if (problems.isEmpty() && Expression.isExpression(text)) {
      names(path, Expression.parse(text).names());
    }
  }

  private void names(String path, Names names) {
    for (String variable : names.variables()) {
      if (!variables.contains(variable)
          && !variable.equals("states")
          && !Functions.NAMES.contains(variable)) {
        findings.add(
            path + " uses $" + variable + ", which is not set on every path to this state");
      }
    }
    boolean inCatch = path.startsWith("Catch[");
    if (names.states().contains("errorOutput") && !inCatch) {
      findings.add(path + " uses $states.errorOutput, which exists only in a Catch");
    }
    if (names.states().contains("result") && !(hasResult(path) && !inCatch)) {
      findings.add(path + " uses $states.result, which does not exist yet");
    }
  }

  private boolean hasResult(String path) {
    return WITH_RESULT.contains(node.type())
        && (path.startsWith("Assign") || path.startsWith("Output"));
  }
}
