package io.keystoreconnector.statemachine;

import io.keystoreconnector.json.JsonObjectReader;
import io.keystoreconnector.statemachine.jsonata.Expression;
import io.keystoreconnector.statemachine.jsonata.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object of a definition: its fields that may contain expressions, and the ranges of
 * its numbers. Fields that were not read are not implemented, and {@link #refuseOthers} reports
 * them.
 */
final class DefinitionReader {
  private final JsonObjectReader fields;
  private final String location;
  private final Problems problems;

  /** The path is within the document, the location within the state. */
  DefinitionReader(@Nullable Object object, String path, String location, Problems problems) {
    this(new JsonObjectReader(path, object, problems), location, problems);
  }

  private DefinitionReader(JsonObjectReader fields, String location, Problems problems) {
    this.fields = fields;
    this.location = location;
    this.problems = problems;
    fields.isThere("Comment");
  }

  boolean has(String name) {
    return fields.isThere(name);
  }

  @Nullable Object get(String name) {
    return fields.value(name);
  }

  void problem(String name, String problem) {
    fields.complain(name, problem);
  }

  /** A string, or null if the field is missing. */
  @Nullable String text(String name) {
    return fields.textOrNull(name);
  }

  String requiredText(String name) {
    if (!has(name)) {
      problem(name, problems.missing());
    }
    String text = text(name);
    return text == null ? "" : text;
  }

  boolean flag(String name) {
    return fields.flag(name, false);
  }

  /** The field may be missing or have the given value, which is what the runner does anyway. */
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

  /** A value that may contain expressions, or null if the field is missing. */
  @Nullable Template template(String name) {
    return has(name) ? compile(name, get(name)) : null;
  }

  /** A string, or an expression for one. */
  @Nullable Template textOrExpression(String name) {
    return literalOrExpression(name, String.class, "a string");
  }

  /** A list, or an expression for one. */
  @Nullable Template listOrExpression(String name) {
    return literalOrExpression(name, List.class, "a list");
  }

  /** True or false, or an expression for it. */
  @Nullable Template flagOrExpression(String name) {
    return literalOrExpression(name, Boolean.class, "true, false");
  }

  private @Nullable Template literalOrExpression(String name, Class<?> type, String described) {
    Object value = get(name);
    boolean isExpression = value instanceof String text && Expression.isExpression(text);
    if (has(name) && !isExpression && !type.isInstance(value)) {
      problem(name, "must be %s or an expression".formatted(described));
    }
    return template(name);
  }

  /** A whole number not below the given one, or an expression for it. */
  @Nullable Template numberOrExpression(String name, int least) {
    if (get(name) instanceof String text && Expression.isExpression(text)) {
      return template(name);
    }
    return has(name) ? new Template.Literal(whole(name, least, 99_999_999, least)) : null;
  }

  /** The variables that the field Assign sets; none if it is missing. */
  Map<String, Template> assign() {
    Map<String, Template> variables = new LinkedHashMap<>();
    if (has("Assign")) {
      DefinitionReader assign = child("Assign");
      assign.names().forEach(name -> variables.put(name, assign.variable(name)));
    }
    return variables;
  }

  private Template variable(String name) {
    if (!Variables.isName(name)) {
      problem(name, "is not a name for a variable: a letter, then letters, digits, _");
    }
    return compile(name, get(name));
  }

  private Template compile(String name, @Nullable Object value) {
    int prefix = location.isEmpty() ? 0 : location.length() + 1;
    return Template.compile(
        value, under(name), (at, problem) -> problem(at.substring(prefix), problem));
  }

  DefinitionReader child(String name) {
    return child(name, under(name));
  }

  /** The same object as the start of a new location: a separate state. */
  DefinitionReader child(String name, String ownLocation) {
    return new DefinitionReader(get(name), fields.path(name), ownLocation, problems);
  }

  /** The objects in a list; none if the field is missing. */
  List<DefinitionReader> children(String name) {
    List<DefinitionReader> children = new ArrayList<>();
    for (JsonObjectReader item : fields.items(name)) {
      String at = under(name) + "[" + children.size() + "]";
      children.add(new DefinitionReader(item, at, problems));
    }
    return children;
  }

  private String under(String name) {
    return location.isEmpty() ? name : location + "/" + name;
  }

  Set<String> names() {
    return fields.names();
  }

  void refuseOthers(String what) {
    fields
        .others()
        .forEach(name -> problem(name, "is not implemented for " + what + " by this runner"));
  }
}
