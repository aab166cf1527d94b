package io.keystoreconnector.runs;

import java.util.Map;
import java.util.Objects;

/**
 * Something that happened in the world around a run, by itself or by a person.
 *
 * @param atMillis milliseconds since the start
 * @param subject the id or name of what it happened to
 * @param details flat and without secrets
 */
public record WorldEvent(long atMillis, String event, String subject, Map<String, Object> details)
    implements TimelineEvent {

  public WorldEvent {
    details = Map.copyOf(details);
  }

  /** One of the details as text; empty if it is absent. */
  String detail(String name) {
    return Objects.toString(details.get(name), "");
  }
}
