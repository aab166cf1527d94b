package io.keystoreconnector.statemachine;

import io.keystoreconnector.statemachine.jsonata.Expression;
import io.keystoreconnector.statemachine.jsonata.Template;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object of a definition. It remembers which were asked for: what
 * nobody asked for is not implemented, and {@link #refuseOthers} says so.
 */
final class Fields {
  private final Map<?, ?> object;
  private final String path;
  private final String location;
  private final Problems problems;
  private final Set<String> known = new HashSet<>();

  /** The path leads through the document, the location only through the state. */
  Fields(@Nullable Object object, String path, String location, Problems problems) {
    if (!(object instanceof Map<?, ?>)) {
      problems.add(path, "must be an object");
    }
    this.object = object instanceof Map<?, ?> map ? map : Map.of();
    this.path = path;
    this.location = location;
    this.problems = problems;
    known.add("Comment");
  }

  boolean has(String name) {
    return object.containsKey(name);
  }

  @Nullable Object get(String name) {
    known.add(name);
    return object.get(name);
  }

  void problem(String name, String problem) {
    problems.add(name.isEmpty() ? path : path + "/" + name, problem);
  }

  /** A text, or null if the field is not there. */
  @Nullable String text(String name) {
    Object value = get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    problem(name, "must be a string");
    return null;
  }

  String requiredText(String name) {
    String text = text(name);
    if (text == null && !has(name)) {
      problem(name, "is missing");
    }
    return text == null ? "" : text;
  }

  boolean flag(String name) {
    Object value = get(name);
    if (value != null && !(value instanceof Boolean)) {
      problem(name, "must be true or false");
    }
    return Boolean.TRUE.equals(value);
  }

  /** Only the given value may stand here, if any; it is what the runner does anyway. */
  void only(String name, String allowed) {
    Object value = get(name);
    if (has(name) && !allowed.equals(value)) {
      problem(name, "must be \"" + allowed + "\"");
    }
  }

  double number(String name, double least, double most, double absent) {
    Object value = get(name);
    if (!has(name)) {
      return absent;
    }
    if (value instanceof Number number
        && number.doubleValue() >= least
        && number.doubleValue() <= most) {
      return number.doubleValue();
    }
    problem(name, "must be a number from %.0f to %.0f".formatted(least, most));
    return absent;
  }

  int whole(String name, int least, int most, int absent) {
    if (get(name) instanceof Double) {
      problem(name, "must be a whole number");
    }
    return (int) number(name, least, most, absent);
  }

  /** A value that may hold expressions, or null if the field is not there. */
  @Nullable Template template(String name) {
    return has(name) ? compile(name, get(name)) : null;
  }

  /** A whole number that is at least the given one, or an expression for it. */
  @Nullable Template numberOrExpression(String name, int least) {
    if (get(name) instanceof String text && Expression.isExpression(text)) {
      return template(name);
    }
    return has(name) ? new Template.Literal(whole(name, least, 99_999_999, least)) : null;
  }

  /** The variables that the field Assign sets, none if it is not there. */
  Map<String, Template> assign() {
    Map<String, Template> variables = new LinkedHashMap<>();
    if (has("Assign")) {
      Fields fields = child("Assign");
      fields.object.forEach((name, value) -> variables.put((String) name, fields.variable(name)));
    }
    return variables;
  }

  private Template variable(Object name) {
    if (!Variables.isName((String) name)) {
      problem((String) name, "is not a name for a variable: a letter, then letters, digits, _");
    }
    return compile((String) name, get((String) name));
  }

  private Template compile(String name, @Nullable Object value) {
    int prefix = location.isEmpty() ? 0 : location.length() + 1;
    return Template.compile(
        value, under(name), (at, problem) -> problem(at.substring(prefix), problem));
  }

  Fields child(String name) {
    return new Fields(get(name), path + "/" + name, under(name), problems);
  }

  /** The objects in a list, none if the field is not there. */
  List<Fields> children(String name) {
    Object value = get(name);
    if (has(name) && !(value instanceof List<?>)) {
      problem(name, "must be a list");
    }
    List<Fields> children = new ArrayList<>();
    for (Object item : value instanceof List<?> list ? list : List.of()) {
      int i = children.size();
      children.add(
          new Fields(item, path + "/" + name + "/" + i, under(name) + "[" + i + "]", problems));
    }
    return children;
  }

  private String under(String name) {
    return location.isEmpty() ? name : location + "/" + name;
  }

  /** The same object as the start of a new location: a state of its own. */
  Fields child(String name, String ownLocation) {
    return new Fields(get(name), path + "/" + name, ownLocation, problems);
  }

  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    object.keySet().forEach(key -> names.add((String) key));
    return names;
  }

  void refuseOthers(String what) {
    for (String name : names()) {
      if (!known.contains(name)) {
        problem(name, "is not implemented for " + what + " by this runner");
      }
    }
  }
}
