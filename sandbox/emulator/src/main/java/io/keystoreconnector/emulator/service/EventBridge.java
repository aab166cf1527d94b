package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.Outbox;
import io.keystoreconnector.emulator.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Amazon EventBridge, as far as it concerns accepting events. A call may succeed and still leave
 * out single events; its answer says which.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">
 *     PutEvents</a>
 */
final class EventBridge implements Service {

  private static final int MOST_ENTRIES = 10;

  private final Outbox outbox;

  EventBridge(World world) {
    this.outbox = world.outbox();
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("PutEvents", this::put);
  }

  private Map<String, Object> put(Params params) {
    params.refuse("EndpointId");
    List<Params> entries = params.objects("Entries", 1, MOST_ENTRIES);
    List<Map<String, Object>> results = entries.stream().map(this::put1).toList();
    long failed = results.stream().filter(result -> result.containsKey("ErrorCode")).count();
    return new Body().with("FailedEntryCount", failed).with("Entries", results).json();
  }

  private Map<String, Object> put1(Params entry) {
    Outbox.Event event =
        new Outbox.Event(
            entry.text("EventBusName", Constraint.ANY_TEXT, "default"),
            entry.text("Source", Constraint.ANY_TEXT, ""),
            entry.text("DetailType", Constraint.ANY_TEXT, ""),
            entry.text("Detail", Constraint.ANY_TEXT, ""));
    Map<String, Object> refusal = refusal(event);
    return refusal.isEmpty() ? Map.of("EventId", outbox.put(event)) : refusal;
  }

  private Map<String, Object> refusal(Outbox.Event event) {
    @Nullable String missing = missing(event);
    if (missing != null) {
      return refused(
          "InvalidArgument",
          "Parameter %1$s is not valid. Reason: %1$s is a required argument.".formatted(missing));
    }
    if (event.source().startsWith("aws.")) {
      return refused("NotAuthorizedForSourceException", "Not authorized for the source.");
    }
    if (JsonText.object(event.detail()).isEmpty()) {
      return refused("MalformedDetail", "Detail is malformed.");
    }
    return outbox
        .failureOf(event)
        .map(code -> refused(code, "Refused by a planned fault."))
        .orElse(Map.of());
  }

  private static @Nullable String missing(Outbox.Event event) {
    Map<String, String> required = new LinkedHashMap<>();
    required.put("Source", event.source());
    required.put("DetailType", event.detailType());
    required.put("Detail", event.detail());
    required.values().removeIf(text -> !text.isEmpty());
    return required.isEmpty() ? null : required.keySet().iterator().next();
  }

  private static Map<String, Object> refused(String code, String message) {
    return new Body().with("ErrorCode", code).with("ErrorMessage", message).json();
  }

  @Override
  public String name() {
    return "events";
  }

  @Override
  public String targetPrefix() {
    return "AWSEvents";
  }

  @Override
  public AwsError internalError() {
    return AwsError.EVENTS_INTERNAL;
  }
}
