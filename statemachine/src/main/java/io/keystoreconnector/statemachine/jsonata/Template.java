package io.keystoreconnector.statemachine.jsonata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A JSON value of a definition in which strings may be expressions. */
public sealed interface Template {

  /** A part without expressions, passed on as it is. */
  record Literal(@Nullable Object value) implements Template {
    @Override
    public @Nullable Object evaluate(Scope scope) {
      return value;
    }
  }

  /** An expression, and the field of the state that contains it. */
  record Computed(Expression expression, String location) implements Template {
    @Override
    public @Nullable Object evaluate(Scope scope) throws QueryFailed {
      return expression.evaluate(scope.frame(), location);
    }

    @Override
    public QueryFailed wrongType(String expected, @Nullable Object value) {
      return expression.wrongType(location, expected, value);
    }
  }

  /** An object that contains an expression. */
  record Fields(Map<String, Template> fields) implements Template {
    @Override
    public Object evaluate(Scope scope) throws QueryFailed {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      for (Map.Entry<String, Template> field : fields.entrySet()) {
        object.put(field.getKey(), field.getValue().evaluate(scope));
      }
      return object;
    }
  }

  /** A list that contains an expression. */
  record Items(List<Template> items) implements Template {
    @Override
    public Object evaluate(Scope scope) throws QueryFailed {
      List<@Nullable Object> list = new ArrayList<>(items.size());
      for (Template item : items) {
        list.add(item.evaluate(scope));
      }
      return list;
    }
  }

  /** The value, with every expression evaluated in this scope. */
  @Nullable Object evaluate(Scope scope) throws QueryFailed;

  /** The error of a value that has another type than its field needs; only expressions have it. */
  default QueryFailed wrongType(String expected, @Nullable Object value) {
    throw new IllegalStateException("a literal was loaded that has not the type " + expected);
  }

  /**
   * Compiles a value of a definition. The location is its field within the state; a problem is
   * reported with its location.
   */
  static Template compile(
      @Nullable Object value, String location, BiConsumer<String, String> problems) {
    return switch (value) {
      case String text -> string(text, location, problems);
      case Map<?, ?> map -> object(map, location, problems);
      case List<?> list -> list(list, location, problems);
      case null, default -> new Literal(value);
    };
  }

  private static Template string(String text, String at, BiConsumer<String, String> problems) {
    if (!Expression.isExpression(text)) {
      if (text.startsWith("{%") || text.endsWith("%}")) {
        problems.accept(
            at, "an expression must begin with {% and end with %}, with nothing around it");
      }
      return new Literal(text);
    }
    try {
      Expression expression = Expression.parse(text);
      Rules.check(expression.names(), message -> problems.accept(at, message));
      return new Computed(expression, at);
    } catch (IllegalArgumentException e) {
      problems.accept(at, String.valueOf(e.getMessage()));
      return new Literal(text);
    }
  }

  private static Template object(Map<?, ?> map, String at, BiConsumer<String, String> problems) {
    Map<String, Template> fields = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          fields.put(name, compile(value, at + "/" + name, problems));
        });
    boolean plain = fields.values().stream().allMatch(Literal.class::isInstance);
    return plain ? new Literal(map) : new Fields(fields);
  }

  private static Template list(List<?> list, String at, BiConsumer<String, String> problems) {
    List<Template> items = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      items.add(compile(list.get(i), at + "[" + i + "]", problems));
    }
    boolean plain = items.stream().allMatch(Literal.class::isInstance);
    return plain ? new Literal(list) : new Items(items);
  }
}
