package io.keystoreconnector.statemachine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Replaces <code>${Name}</code> with values in the strings of a definition. */
final class Substitutions {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9_.:]+)}");

  private final Map<String, String> values;
  private final Problems problems;
  private final TreeSet<String> unused;

  Substitutions(Map<String, String> values, Problems problems) {
    this.values = values;
    this.problems = problems;
    this.unused = new TreeSet<>(values.keySet());
  }

  @Nullable Object applyTo(@Nullable Object definition) {
    Object result = apply(definition, "");
    unused.forEach(name -> problems.add("", "the substitution " + name + " is not used"));
    return result;
  }

  private @Nullable Object apply(@Nullable Object value, String path) {
    return switch (value) {
      case String text -> replace(text, path);
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, item) -> copy.put((String) key, apply(item, path + "/" + key)));
        yield copy;
      }
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>();
        list.forEach(item -> copy.add(apply(item, path + "/" + copy.size())));
        yield copy;
      }
      case null, default -> value;
    };
  }

  private String replace(String text, String path) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), path)));
  }

  private String value(String name, String path) {
    unused.remove(name);
    String value = values.get(name);
    if (value == null) {
      problems.add(path, "${" + name + "} has no substitution");
      return "";
    }
    return value;
  }
}
