package io.keystoreconnector.runs.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/**
 * A JSON tree in which anything may be missing: what is absent or of another type is empty.
 *
 * @param value maps, lists, texts, numbers and booleans; null for nothing
 */
public record JsonTree(@Nullable Object value) {

  /** Nothing. */
  public static final JsonTree EMPTY = new JsonTree(null);

  /** The tree of a JSON text; empty if it is not one. */
  public static JsonTree parsed(@Nullable Object text) {
    try {
      return text == null ? EMPTY : new JsonTree(JSON.std.anyFrom(text.toString()));
    } catch (JacksonException e) {
      return EMPTY;
    }
  }

  /** Whether it is an object. */
  public boolean isObject() {
    return value instanceof Map<?, ?>;
  }

  /** The fields of an object. */
  public Map<?, ?> fields() {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  /** A field of an object. */
  public JsonTree get(String field) {
    return new JsonTree(fields().get(field));
  }

  /** A field that is an object with something in it; empty if it is not. */
  public Optional<JsonTree> object(String field) {
    return Optional.of(get(field)).filter(found -> !found.fields().isEmpty());
  }

  /** The elements of a list. */
  public List<JsonTree> elements() {
    return value instanceof List<?> list ? list.stream().map(JsonTree::new).toList() : List.of();
  }

  /** A text, or a number or a boolean as text. */
  public String text() {
    return value == null || value instanceof Map<?, ?> || value instanceof List<?>
        ? ""
        : value.toString();
  }

  /** A field of an object as text. */
  public String text(String field) {
    return get(field).text();
  }

  /** A field of an object that is a number; 0 if it is not one. */
  public int number(String field) {
    return get(field).value() instanceof Number number ? number.intValue() : 0;
  }
}
