package io.keystoreconnector.emulator.world;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call to an emulated service, as it arrived and as it was answered. Secrets are masked.
 *
 * @param atMillis milliseconds since the world's start
 * @param parameters the request's parameters
 * @param status the HTTP status, or 0 if no answer was sent
 * @param error the error's name on the wire, or the reason why no answer was sent
 * @param result the answer's body with long strings shortened
 */
public record CallRecord(
    long atMillis,
    String service,
    String operation,
    Map<String, Object> parameters,
    int status,
    @Nullable String error,
    Map<String, Object> result) {

  /** An object with these fields; {@code error} only if there was one. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("second", Seconds.of(atMillis));
    json.put("service", service);
    json.put("operation", operation);
    json.put("parameters", parameters);
    json.put("status", status);
    if (error != null) {
      json.put("error", error);
    }
    json.put("result", result);
    return json;
  }
}
