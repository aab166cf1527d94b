package io.keystoreconnector.emulator.world;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was sent out of the account: events to buses and messages to topics. The journal records
 * each in full, because it must not contain anything secret.
 */
public final class Outbox {

  private final WorldClock clock;
  private final Journal journal;
  private final Faults faults;
  private final Ids ids;
  private int sent;

  Outbox(WorldClock clock, Journal journal, Faults faults, Ids ids) {
    this.clock = clock;
    this.journal = journal;
    this.faults = faults;
    this.ids = ids;
  }

  /** An event as in PutEvents; the detail is JSON text. */
  public record Event(String bus, String source, String detailType, String detail) {}

  /** The code with which a planned fault refuses this event. */
  public Optional<String> failureOf(Event event) {
    return faults.failureOfEvent(event.source(), clock.moment());
  }

  /** Accepts an event and returns its id. */
  public String put(Event event) {
    String id = ids.uuid("event " + sent++);
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("eventId", id);
    details.put("bus", event.bus());
    details.put("detailType", event.detailType());
    details.put("detail", event.detail());
    journal.happened("EVENT_PUT", event.source(), details);
    return id;
  }

  /**
   * Accepts a message for the subscribers of the topic, and returns its id.
   *
   * @param messageSubject the subject line of e-mails; empty for none
   */
  public String publish(String topicArn, String messageSubject, String message) {
    String id = ids.uuid("message " + sent++);
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("messageId", id);
    details.put("messageSubject", messageSubject);
    details.put("message", message);
    journal.happened("MESSAGE_PUBLISHED", topicArn, details);
    return id;
  }
}
