package io.keystoreconnector.watch.hub;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** The hub's bus, from which a rule passes these events on to people. */
record SilenceBus(EventBridgeClient events, String name) {

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
  List<Silence> put(List<Silence> all, Instant now) {
    List<Silence> accepted = new ArrayList<>();
    for (int from = 0; from < all.size(); from += MOST_ENTRIES) {
      List<Silence> some = all.subList(from, Math.min(all.size(), from + MOST_ENTRIES));
      List<PutEventsResultEntry> answers =
          events
              .putEvents(
                  request ->
                      request.entries(some.stream().map(silence -> entry(silence, now)).toList()))
              .entries();
      for (int i = 0; i < some.size() && i < answers.size(); i++) {
        if (answers.get(i).errorCode() == null) {
          accepted.add(some.get(i));
        }
      }
    }
    return accepted;
  }

  private PutEventsRequestEntry entry(Silence silence, Instant now) {
    return PutEventsRequestEntry.builder()
        .eventBusName(name)
        .source(NewsReader.SOURCE)
        .detailType(Silence.DETAIL_TYPE)
        .time(now)
        .detail(silence.detail().toString())
        .build();
  }
}
