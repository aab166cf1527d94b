package io.keystoreconnector.sandbox.check;

import io.keystoreconnector.sandbox.world.EventRecord;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Nobody but a person takes a key store out of CONNECTED: invariant 1. */
final class NeverDisconnectsAConnectedStore implements EventRule {

  @Override
  public Stream<String> breaches(List<EventRecord> events) {
    return IntStream.range(0, events.size())
        .filter(i -> Happened.moved(events.get(i), "CONNECTED", "DISCONNECTING"))
        .filter(i -> !Happened.isByAPerson(events, i, "Disconnect"))
        .mapToObj(
            i ->
                "The key store %s was disconnected while it was CONNECTED, at %.1f s."
                    .formatted(events.get(i).subject(), events.get(i).atMillis() / 1000.0));
  }
}
