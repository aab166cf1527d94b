package io.keystoreconnector.infra;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An event pattern, matched against events as EventBridge does it, as far as the rules of this
 * project need it: values, {@code exists}, {@code anything-but}, {@code wildcard} and {@code $or}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">Comparison
 *     operators</a>
 */
record EventPattern(Map<String, Object> pattern) {

  boolean matches(Map<String, Object> event) {
    return matches(pattern, event);
  }

  /** The contents of the pattern's lists, and under {@code $or} of the lists of its patterns. */
  Stream<Object> comparisons() {
    return comparisons(pattern);
  }

  private static boolean matches(Map<String, Object> pattern, @Nullable Object event) {
    return pattern.entrySet().stream()
        .allMatch(
            field -> {
              if (field.getKey().equals("$or")) {
                return Json.list(field.getValue()).stream()
                    .anyMatch(one -> matches(Json.map(one), event));
              }
              Object value = Json.find(event, field.getKey());
              return field.getValue() instanceof List<?> allowed
                  ? allowed.stream().anyMatch(one -> fits(one, value))
                  : matches(Json.map(field.getValue()), value);
            });
  }

  /** An object is not a value: {@code exists} applies to leaves only. */
  private static boolean fits(@Nullable Object allowed, @Nullable Object value) {
    boolean there = value != null && !(value instanceof Map<?, ?>);
    if (Json.find(allowed, "exists") instanceof Boolean exists) {
      return there == exists;
    }
    Object others = Json.find(allowed, "anything-but");
    if (others != null) {
      return there && !Json.list(others).contains(value);
    }
    if (Json.find(allowed, "wildcard") instanceof String wildcard) {
      return value instanceof String text
          && text.matches(
              Arrays.stream(wildcard.split("\\*", -1))
                  .map(Pattern::quote)
                  .collect(Collectors.joining(".*")));
    }
    if (allowed instanceof Map<?, ?>) {
      throw new AssertionError("a comparison that this matcher does not know: " + allowed);
    }
    return there && Objects.equals(value, allowed);
  }

  private static Stream<Object> comparisons(Map<String, Object> pattern) {
    return pattern.entrySet().stream()
        .flatMap(
            field -> {
              if (field.getKey().equals("$or")) {
                return Json.list(field.getValue()).stream()
                    .flatMap(one -> comparisons(Json.map(one)));
              }
              if (Json.find(field.getValue(), "Ref") != null) {
                return Stream.of(field.getValue());
              }
              return field.getValue() instanceof List<?> list
                  ? Json.list(list).stream()
                  : comparisons(Json.map(field.getValue()));
            });
  }
}
