package io.keystoreconnector.emulator.world;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something happened in the world: a transition, a failed login, a rotation, an act of a person.
 *
 * @param atMillis milliseconds since the world's start
 * @param subject the id or name of the thing it happened to
 * @param details flat and without secrets
 */
public record EventRecord(
    long atMillis, String event, String subject, Map<String, Object> details) {

  /** One flat object: second, event, subject, and the details. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("second", Seconds.of(atMillis));
    json.put("event", event);
    json.put("subject", subject);
    json.putAll(details);
    return json;
  }
}
