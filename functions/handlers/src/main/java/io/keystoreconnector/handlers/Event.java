package io.keystoreconnector.handlers;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object with fields of known types. Each reader throws {@link InvalidRequest} on another
 * type.
 */
record Event(Map<String, Object> fields) {

  /** Not all times outside this range can be used in calculations. */
  private static final Instant FIRST = Instant.EPOCH;

  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

  @Nullable Object raw(String field) {
    return fields.get(field);
  }

  boolean has(String field) {
    return raw(field) != null;
  }

  String text(String field) {
    if (raw(field) instanceof String text) {
      return text;
    }
    throw new InvalidRequest(field + " must be a string.");
  }

  Optional<String> optionalText(String field) {
    return has(field) ? Optional.of(text(field)) : Optional.empty();
  }

  int number(String field) {
    if (raw(field) instanceof Number number) {
      return number.intValue();
    }
    throw new InvalidRequest(field + " must be a number.");
  }

  Instant instant(String field) {
    try {
      Instant time = Instant.parse(text(field));
      if (!time.isBefore(FIRST) && time.isBefore(LAST)) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // See below.
    }
    throw new InvalidRequest(field + " must be a time such as 2026-01-15T03:00:00Z.");
  }

  /** The object in that field; an empty one if there is none. */
  @SuppressWarnings("unchecked") // JSON objects have string keys
  Event object(String field) {
    Object value = raw(field);
    if (value == null) {
      return new Event(Map.of());
    }
    if (value instanceof Map<?, ?> map) {
      return new Event((Map<String, Object>) map);
    }
    throw new InvalidRequest(field + " must be an object.");
  }

  /** The objects in that field; none if it is missing. */
  @SuppressWarnings("unchecked") // JSON objects have string keys
  List<Event> objects(String field) {
    Object value = raw(field);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
      return list.stream().map(any -> new Event((Map<String, Object>) any)).toList();
    }
    throw new InvalidRequest(field + " must be a list of objects.");
  }

  /** The strings in that field; none if it is missing. */
  List<String> texts(String field) {
    Object value = raw(field);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    throw new InvalidRequest(field + " must be a list of strings.");
  }

  boolean isEmpty() {
    return fields.isEmpty();
  }
}
