package io.keystoreconnector.statemachine;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One event of an execution's history, with the names and details of GetExecutionHistory. Payloads
 * in the details are JSON text.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html">
 *     HistoryEvent</a>
 */
public record HistoryEvent(
    long id, long previousEventId, Instant timestamp, String type, Map<String, ?> details) {

  private static final Set<String> SHARED = Set.of("StateEntered", "StateExited");

  /** The state's name, in events that have it; empty in the others. */
  public String stateName() {
    return details.get("name") instanceof String name && type.contains("State") ? name : "";
  }

  /** The service that a task calls, such as lambda, in events of tasks; empty in the others. */
  public String service() {
    return details.get("resourceType") instanceof String service ? service : "";
  }

  /** The event as GetExecutionHistory returns it; the timestamp stays an Instant. */
  public Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("timestamp", timestamp);
    map.put("type", type);
    map.put("id", id);
    map.put("previousEventId", previousEventId);
    if (!details.isEmpty() || type.startsWith("Execution")) {
      map.put(detailsName(), details);
    }
    return map;
  }

  private String detailsName() {
    String name = SHARED.stream().filter(type::endsWith).findAny().orElse(type);
    return Character.toLowerCase(name.charAt(0)) + name.substring(1) + "EventDetails";
  }
}
