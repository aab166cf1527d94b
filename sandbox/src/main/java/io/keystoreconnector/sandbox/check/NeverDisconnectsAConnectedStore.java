package io.keystoreconnector.sandbox.check;

import io.keystoreconnector.sandbox.world.EventRecord;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Nobody but a person takes a key store out of CONNECTED: invariant 1. */
final class NeverDisconnectsAConnectedStore implements Rule {

  @Override
  public Stream<String> breaches(Evidence evidence) {
    List<EventRecord> events = evidence.events();
    return IntStream.range(0, events.size())
        .filter(i -> isDisconnect(events.get(i)) && !isByAPerson(events, i))
        .mapToObj(
            i ->
                "The key store %s was disconnected while it was CONNECTED, at %.1f s."
                    .formatted(events.get(i).subject(), events.get(i).atMillis() / 1000.0));
  }

  private static boolean isDisconnect(EventRecord event) {
    return event.event().equals("STATE")
        && "CONNECTED".equals(event.details().get("from"))
        && "DISCONNECTING".equals(event.details().get("to"));
  }

  /** A person is named right before what the person did. */
  private static boolean isByAPerson(List<EventRecord> events, int index) {
    EventRecord before = index == 0 ? events.get(index) : events.get(index - 1);
    return before.event().equals("PERSON")
        && "Disconnect".equals(before.details().get("deed"))
        && before.atMillis() == events.get(index).atMillis();
  }
}
