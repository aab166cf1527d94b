package io.keystoreconnector.statemachine.jsonata;

import static io.keystoreconnector.statemachine.jsonata.Tree.child;
import static io.keystoreconnector.statemachine.jsonata.Tree.list;
import static io.keystoreconnector.statemachine.jsonata.Tree.text;
import static io.keystoreconnector.statemachine.jsonata.Tree.type;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Parser.Symbol;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Walks the syntax tree of an expression and collects the names that it uses from outside. */
final class Syntax {
  private final Set<String> variables = new TreeSet<>();
  private final Set<String> functions = new TreeSet<>();
  private final Set<String> states = new TreeSet<>();
  private final Set<String> context = new TreeSet<>();

  private Syntax() {}

  static Names names(Jsonata jsonata) {
    Syntax syntax = new Syntax();
    syntax.visit(Tree.of(jsonata), new HashSet<>(), false);
    return new Names(syntax.variables, syntax.functions, syntax.states, syntax.context);
  }

  /**
   * Locals are the names bound so far; inContext says whether a bare name has something to read
   * from.
   */
  private void visit(@Nullable Symbol symbol, Set<String> locals, boolean inContext) {
    if (symbol == null) {
      return;
    }
    switch (type(symbol)) {
      case "path" -> path(symbol, locals, inContext);
      case "variable" -> variable(symbol, locals, inContext);
      case "name", "wildcard", "descendant" -> bareName(symbol, inContext);
      case "function", "partial" -> call(symbol, locals, inContext);
      case "lambda" -> lambda(symbol, locals, inContext);
      case "block" -> all(symbol, "expressions", new HashSet<>(locals), inContext);
      case "bind" -> bind(symbol, locals, inContext);
      case "sort" ->
          list(symbol, "terms").forEach(t -> visit(child(t, "expression"), locals, true));
      case "transform" -> transform(symbol, locals);
      default -> children(symbol, locals, inContext);
    }
    if (!type(symbol).equals("path")) {
      filters(symbol, locals);
    }
    group(symbol, locals);
  }

  private void path(Symbol path, Set<String> outer, boolean inContext) {
    Set<String> locals = new HashSet<>(outer);
    List<Symbol> steps = list(path, "steps");
    for (int i = 0; i < steps.size(); i++) {
      Symbol step = steps.get(i);
      visit(step, locals, inContext || i > 0);
      addName(step, "focus", locals);
      addName(step, "index", locals);
      filters(step, locals);
      if (i == 1 && isStates(steps.get(0)) && type(step).equals("name")) {
        states.add(text(step));
      }
    }
  }

  private static boolean isStates(Symbol step) {
    return type(step).equals("variable") && text(step).equals("states");
  }

  private void filters(Symbol symbol, Set<String> locals) {
    for (String kind : List.of("predicate", "stages")) {
      for (Symbol stage : list(symbol, kind)) {
        if (type(stage).equals("index")) {
          locals.add(text(stage));
        }
        visit((Symbol) stage.expr, locals, true);
      }
    }
  }

  private void group(Symbol symbol, Set<String> locals) {
    if (symbol.group != null) {
      pairs(symbol.group.lhsObject, locals, true);
    }
  }

  private void variable(Symbol symbol, Set<String> locals, boolean inContext) {
    String name = text(symbol);
    if (name.equals("$") || (name.isEmpty() && !inContext)) {
      context.add("$" + name);
    } else if (!name.isEmpty() && !locals.contains(name)) {
      variables.add(name);
    }
  }

  private void bareName(Symbol symbol, boolean inContext) {
    if (!inContext) {
      context.add(text(symbol));
    }
  }

  private void call(Symbol symbol, Set<String> locals, boolean inContext) {
    Symbol procedure = child(symbol, "procedure");
    if (procedure != null && type(procedure).equals("variable")) {
      if (!locals.contains(text(procedure))) {
        functions.add(text(procedure));
      }
    } else {
      visit(procedure, locals, inContext);
    }
    all(symbol, "arguments", locals, inContext);
  }

  private void lambda(Symbol symbol, Set<String> outer, boolean inContext) {
    Set<String> locals = new HashSet<>(outer);
    list(symbol, "arguments").forEach(parameter -> locals.add(text(parameter)));
    visit(child(symbol, "body"), locals, inContext);
  }

  private void bind(Symbol symbol, Set<String> locals, boolean inContext) {
    Symbol name = child(symbol, "lhs");
    Symbol value = child(symbol, "rhs");
    if (name == null || value == null) {
      return;
    }
    // Only a function may refer to itself.
    if (type(value).equals("lambda")) {
      locals.add(text(name));
    }
    visit(value, locals, inContext);
    locals.add(text(name));
  }

  private void transform(Symbol symbol, Set<String> locals) {
    for (String part : List.of("pattern", "update", "delete")) {
      visit(child(symbol, part), locals, true);
    }
  }

  private void children(Symbol symbol, Set<String> locals, boolean inContext) {
    for (String part : List.of("lhs", "rhs", "expression", "condition", "then", "_else")) {
      visit(child(symbol, part), locals, inContext);
    }
    all(symbol, "expressions", locals, inContext);
    pairs(symbol.lhsObject, locals, inContext);
  }

  private void all(Symbol symbol, String part, Set<String> locals, boolean inContext) {
    list(symbol, part).forEach(child -> visit(child, locals, inContext));
  }

  private void pairs(@Nullable List<Symbol[]> pairs, Set<String> locals, boolean inContext) {
    if (pairs != null) {
      for (Symbol[] pair : pairs) {
        visit(pair[0], locals, inContext);
        visit(pair[1], locals, inContext);
      }
    }
  }

  private static void addName(Symbol symbol, String part, Set<String> locals) {
    Object name = Tree.get(symbol, part);
    if (name != null) {
      locals.add(name.toString());
    }
  }
}
