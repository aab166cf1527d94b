package io.keystoreconnector.rehearsal.check;

import io.keystoreconnector.emulator.world.EventRecord;
import java.util.List;
import java.util.stream.Stream;

/**
 * All runs together, consecutive or simultaneous, buy at most one HSM as long as no person adds
 * one, deletes one or deletes the cluster: invariant 14.
 */
final class BuysOneHsmInAll implements EventRule {

  @Override
  public Stream<String> breaches(List<EventRecord> events) {
    int bought = 0;
    int most = 0;
    for (int i = 0; i < events.size(); i++) {
      EventRecord event = events.get(i);
      if (Happened.onHsms(event)) {
        bought = 0;
      } else if (event.event().equals("HSM_CREATE_STARTED")
          && !Happened.isByAPerson(events, i, "AddHsm")) {
        most = Math.max(most, ++bought);
      }
    }
    return most > 1 ? Stream.of("The runs bought %d HSMs.".formatted(most)) : Stream.empty();
  }
}
