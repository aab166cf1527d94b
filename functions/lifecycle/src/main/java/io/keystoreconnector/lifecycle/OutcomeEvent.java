package io.keystoreconnector.lifecycle;

import java.util.LinkedHashMap;
import java.util.Map;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** The event for programs when a run ends: docs/outcome-event.schema.json. */
final class OutcomeEvent {

  /** The event's source. */
  static final String SOURCE = "keystore-connector";

  /** The event's detail-type. */
  static final String DETAIL_TYPE = "Key Store Connection Outcome";

  private static final String SCHEMA_VERSION = "1.0";

  private final EventBridgeClient events;
  private final Settings settings;

  OutcomeEvent(EventBridgeClient events, Settings settings) {
    this.events = events;
    this.settings = settings;
  }

  /**
   * Puts the event on the bus.
   *
   * @throws NotificationFailed if the bus did not accept it
   */
  void put(Outcome outcome) {
    PutEventsResponse response =
        events.putEvents(
            PutEventsRequest.builder()
                .entries(
                    PutEventsRequestEntry.builder()
                        .eventBusName(settings.eventBus())
                        .source(SOURCE)
                        .detailType(DETAIL_TYPE)
                        .time(outcome.endedAt())
                        .resources(outcome.executionArn())
                        .detail(new JSONObject(detail(outcome)).toString())
                        .build())
                .build());
    if (response.failedEntryCount() != null && response.failedEntryCount() > 0) {
      throw new NotificationFailed(
          "The event bus did not accept the event: "
              + response.entries().getFirst().errorCode()
              + ".");
    }
  }

  /** The event's detail. Unknown values are left out. */
  Map<String, Object> detail(Outcome outcome) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("schemaVersion", SCHEMA_VERSION);
    detail.put("connector", settings.connector());
    detail.put("outcome", outcome.end().name());
    detail.put("code", outcome.code());
    detail.put("succeeded", outcome.end().succeeded());
    put(detail, "customKeyStoreId", outcome.keyStore().id());
    put(detail, "customKeyStoreName", outcome.keyStore().name());
    detail.put("connectionState", outcome.keyStore().state());
    put(detail, "attempts", outcome.attempts());
    detail.put("failureCodes", outcome.failureCodes());
    detail.put("startedAt", outcome.startedAt().toString());
    detail.put("endedAt", outcome.endedAt().toString());
    detail.put("elapsedSeconds", outcome.elapsedSeconds());
    put(
        detail,
        "timeToConnectSeconds",
        outcome.timeToConnect() == null ? null : outcome.timeToConnect().toSeconds());
    detail.put("message", outcome.message());
    put(detail, "guidance", outcome.guidance().isEmpty() ? null : outcome.guidance());
    detail.put("executionArn", outcome.executionArn());
    put(detail, "executionLink", outcome.links().execution());
    put(detail, "runbookLink", outcome.links().runbook());
    return detail;
  }

  private static void put(Map<String, Object> detail, String field, @Nullable Object value) {
    if (value != null) {
      detail.put(field, value);
    }
  }
}
