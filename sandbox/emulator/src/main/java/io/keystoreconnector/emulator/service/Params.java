package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parameters of a call, checked against the service's model as they are read. */
final class Params {

  private final Map<?, ?> json;

  Params(Map<?, ?> json) {
    this.json = json;
  }

  boolean has(String name) {
    return json.get(name) != null;
  }

  String text(String name, Constraint constraint) {
    String text = textOrNull(name, constraint);
    if (text == null) {
      throw missing(name);
    }
    return text;
  }

  String text(String name, Constraint constraint, String otherwise) {
    String text = textOrNull(name, constraint);
    return text == null ? otherwise : text;
  }

  @Nullable String textOrNull(String name, Constraint constraint) {
    Object value = json.get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof String text)) {
      throw unreadable(name, "a string");
    }
    String broken = constraint.broken(text);
    if (broken != null) {
      throw constraint.isPublic() ? invalid(name, text, broken) : invalid(name, broken);
    }
    return text;
  }

  int number(String name, int min, int max, int otherwise) {
    Object value = json.get(name);
    if (value == null) {
      return otherwise;
    }
    if (!(value instanceof Integer number)) {
      throw unreadable(name, "an integer");
    }
    if (number < min) {
      throw invalid(name, number, "Member must have value greater than or equal to " + min);
    }
    if (number > max) {
      throw invalid(name, number, "Member must have value less than or equal to " + max);
    }
    return number;
  }

  boolean flag(String name, boolean otherwise) {
    Object value = json.get(name);
    if (value == null) {
      return otherwise;
    }
    if (!(value instanceof Boolean flag)) {
      throw unreadable(name, "true or false");
    }
    return flag;
  }

  /** A list of structures with a minimum and a maximum length. */
  List<Params> objects(String name, int min, int max) {
    if (!(json.get(name) instanceof List<?> list)
        || !list.stream().allMatch(Map.class::isInstance)) {
      throw json.get(name) == null ? missing(name) : unreadable(name, "a list of objects");
    }
    if (list.size() < min || list.size() > max) {
      throw invalid(name, "Member must have length between " + min + " and " + max);
    }
    return list.stream().map(item -> new Params((Map<?, ?>) item)).toList();
  }

  List<String> texts(String name) {
    Object value = json.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
      throw unreadable(name, "a list of strings");
    }
    return list.stream().map(String.class::cast).toList();
  }

  /** A structure or map; null if it is absent. */
  @Nullable Params objectOrNull(String name) {
    Object value = json.get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Map<?, ?> object)) {
      throw unreadable(name, "an object");
    }
    return new Params(object);
  }

  /** What is not emulated must not be ignored either. */
  void refuse(String... names) {
    for (String name : names) {
      if (has(name)) {
        throw AwsError.NOT_EMULATED.because("This sandbox does not emulate " + name + ".");
      }
    }
  }

  /** The same for whatever is not among these. */
  void refuseAllBut(String... names) {
    refuse(names().stream().filter(name -> !List.of(names).contains(name)).toArray(String[]::new));
  }

  /** All parameters but some, as a string that is the same for the same parameters. */
  String without(String... names) {
    Map<String, Object> others = new TreeMap<>();
    json.forEach((name, value) -> others.put(String.valueOf(name), value));
    others.keySet().removeAll(List.of(names));
    return others.toString();
  }

  /** A value of any type; null if it is absent. */
  @Nullable Object valueOrNull(String name) {
    return json.get(name);
  }

  List<String> names() {
    return json.keySet().stream().map(String::valueOf).toList();
  }

  /** The error of a required parameter that is absent. */
  static Refusal missing(String name) {
    return refusal("Value null", name, "Member must not be null");
  }

  /** AWS repeats the value, unless the service's model calls the parameter sensitive. */
  private static Refusal invalid(String name, Object value, String rule) {
    return refusal("Value '" + value + "'", name, rule);
  }

  static Refusal invalid(String name, String rule) {
    return refusal("Value", name, rule);
  }

  private static Refusal refusal(String value, String name, String rule) {
    String member = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    return AwsError.VALIDATION.because(
        "1 validation error detected: %s at '%s' failed to satisfy constraint: %s"
            .formatted(value, member, rule));
  }

  private static Refusal unreadable(String name, String type) {
    return AwsError.SERIALIZATION.because(name + " must be " + type + ".");
  }
}
