package io.keystoreconnector.rehearsal.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One result that differs from what a scenario expects.
 *
 * @param what the field of {@code expect}, by its path
 */
public record Difference(String what, @Nullable Object expected, @Nullable Object actual) {

  /** An object with these fields. */
  Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("what", what);
    json.put("expected", expected);
    json.put("actual", actual);
    return json;
  }
}
