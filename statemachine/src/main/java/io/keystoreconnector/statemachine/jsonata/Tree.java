package io.keystoreconnector.statemachine.jsonata;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Parser.Symbol;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The syntax tree of an expression. The library does not expose it, so it is read and changed by
 * reflection; SyntaxTest and AnswersTest fail when it changes.
 */
final class Tree {
  private static final Field TREE = accessible(field(Jsonata.class, "ast"));
  private static final Map<String, Field> FIELDS =
      Arrays.stream(Symbol.class.getDeclaredFields())
          .filter(field -> !field.isSynthetic() && !Modifier.isStatic(field.getModifiers()))
          .collect(Collectors.toMap(Field::getName, Tree::accessible));

  private Tree() {}

  static Symbol of(Jsonata jsonata) {
    return (Symbol) read(TREE, jsonata);
  }

  static String type(Symbol symbol) {
    return String.valueOf(get(symbol, "type"));
  }

  static String text(Symbol symbol) {
    return String.valueOf(get(symbol, "value"));
  }

  static @Nullable Symbol child(Symbol symbol, String part) {
    return (Symbol) get(symbol, part);
  }

  @SuppressWarnings("unchecked")
  static List<Symbol> list(Symbol symbol, String part) {
    Object list = get(symbol, part);
    return list == null ? List.of() : (List<Symbol>) list;
  }

  /** Every symbol that this one refers to, in whatever part. */
  static List<Symbol> children(Symbol symbol) {
    List<Symbol> children = new ArrayList<>();
    FIELDS.values().forEach(field -> collect(read(field, symbol), children));
    return children;
  }

  private static void collect(@Nullable Object part, List<Symbol> children) {
    switch (part) {
      case Symbol child -> children.add(child);
      case List<?> list -> list.forEach(item -> collect(item, children));
      case Symbol[] pair -> children.addAll(Arrays.asList(pair));
      case null, default -> {}
    }
  }

  static @Nullable Object get(Symbol symbol, String part) {
    return read(known(part), symbol);
  }

  static void set(Symbol symbol, String part, Object value) {
    try {
      known(part).set(symbol, value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Field known(String part) {
    Field field = FIELDS.get(part);
    if (field == null) {
      throw new IllegalStateException("the JSONata library has no " + part + " any more");
    }
    return field;
  }

  private static Field field(Class<?> type, String name) {
    try {
      return type.getDeclaredField(name);
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("the JSONata library has no " + name + " any more", e);
    }
  }

  private static Field accessible(Field field) {
    field.setAccessible(true);
    return field;
  }

  private static Object read(Field field, Object object) {
    try {
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
