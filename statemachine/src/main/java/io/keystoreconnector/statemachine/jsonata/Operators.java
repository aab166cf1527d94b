package io.keystoreconnector.statemachine.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Parser.Symbol;
import com.dashjoin.jsonata.Utils;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The operators that the library computes differently: arithmetic may end in infinity, which is
 * only an error where it is used, and {@code &} writes values as {@code $string} does. The library
 * has no hook for operators, so each becomes a call of a function that has the operator as its
 * name.
 */
final class Operators {
  private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/", "%");
  private static final String CONCATENATION = "&";
  private static final Symbol VARIABLE = Tree.of(Jsonata.jsonata("$x"));

  private final Set<Symbol> visited = Collections.newSetFromMap(new IdentityHashMap<>());

  private Operators() {}

  /** Adds the functions that stand for the operators. */
  static void addTo(List<RunnerFunction> functions) {
    for (String operator : ARITHMETIC) {
      functions.add(RunnerFunction.of(operator, "<xx:n>", args -> calculate(operator, args)));
    }
    functions.add(
        RunnerFunction.of(
            CONCATENATION, "<xx:s>", args -> string(args.get(0)) + string(args.get(1))));
  }

  /** Replaces the operators in a parsed expression. */
  static void replace(Jsonata jsonata) {
    new Operators().visit(Tree.of(jsonata));
  }

  private void visit(Symbol symbol) {
    if (!visited.add(symbol)) {
      return;
    }
    Tree.children(symbol).forEach(this::visit);
    if (Tree.type(symbol).equals("binary") && isReplaced(Tree.text(symbol))) {
      Symbol procedure = VARIABLE.create();
      Tree.set(procedure, "value", Tree.text(symbol));
      Tree.set(symbol, "procedure", procedure);
      Tree.set(symbol, "arguments", operands(symbol));
      Tree.set(symbol, "type", "function");
    }
  }

  private static boolean isReplaced(String operator) {
    return ARITHMETIC.contains(operator) || operator.equals(CONCATENATION);
  }

  private static List<@Nullable Symbol> operands(Symbol binary) {
    List<@Nullable Symbol> operands = new ArrayList<>();
    operands.add(Tree.child(binary, "lhs"));
    operands.add(Tree.child(binary, "rhs"));
    return operands;
  }

  private static String string(@Nullable Object value) {
    return value == null ? "" : JsonText.of(value, false);
  }

  private static @Nullable Object calculate(String operator, Arguments operands) {
    Number left = operand(operands.get(0), "T2001", operator);
    Number right = operand(operands.get(1), "T2002", operator);
    if (left == null || right == null) {
      return null;
    }
    double a = left.doubleValue();
    double b = right.doubleValue();
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> a / b;
      default -> a % b;
    };
  }

  private static @Nullable Number operand(@Nullable Object value, String error, String operator) {
    if (value != null && !Utils.isNumeric(value)) {
      throw new JException(error, -1, operator, value);
    }
    return (Number) value;
  }
}
