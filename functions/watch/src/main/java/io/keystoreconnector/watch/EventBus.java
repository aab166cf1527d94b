package io.keystoreconnector.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** The bus on which the outcomes of runs are put as well. */
record EventBus(EventBridgeClient events, String name) {

  /** The same as that of the outcomes of runs. */
  static final String SOURCE = "keystore-connector";

  /**
   * As many as one call takes.
   *
   * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">
   *     PutEvents</a>
   */
  private static final int MOST_ENTRIES = 10;

  /**
   * Puts the events on the bus.
   *
   * @return those that it has accepted
   */
  List<Event> put(List<Event> all, Place place, Instant now, Gaps gaps) {
    List<Event> accepted = new ArrayList<>();
    for (int from = 0; from < all.size(); from += MOST_ENTRIES) {
      List<Event> some = all.subList(from, Math.min(all.size(), from + MOST_ENTRIES));
      gaps.tell("events:PutEvents", () -> put(some, place, now))
          .ifPresent(answer -> accepted.addAll(accepted(some, answer, gaps)));
    }
    return accepted;
  }

  private PutEventsResponse put(List<Event> some, Place place, Instant now) {
    return events.putEvents(
        request -> request.entries(some.stream().map(event -> entry(event, place, now)).toList()));
  }

  private PutEventsRequestEntry entry(Event event, Place place, Instant now) {
    return PutEventsRequestEntry.builder()
        .eventBusName(name)
        .source(SOURCE)
        .detailType(event.detailType())
        .time(now)
        .detail(EventDetail.of(event, place).toString())
        .build();
  }

  /** A call may succeed and still leave out single events. */
  private static List<Event> accepted(List<Event> some, PutEventsResponse answer, Gaps gaps) {
    if (answer.failedEntryCount() != null && answer.failedEntryCount() == 0) {
      return some;
    }
    List<Event> accepted = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      String code = i < answer.entries().size() ? code(answer.entries().get(i)) : "no answer";
      if (code.isEmpty()) {
        accepted.add(some.get(i));
      } else {
        gaps.add("the event " + some.get(i).detailType(), code);
      }
    }
    return accepted;
  }

  private static String code(PutEventsResultEntry entry) {
    return entry.errorCode() == null ? "" : entry.errorCode();
  }
}
