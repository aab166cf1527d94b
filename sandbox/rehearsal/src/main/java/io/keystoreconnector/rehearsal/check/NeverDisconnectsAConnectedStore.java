package io.keystoreconnector.rehearsal.check;

import io.keystoreconnector.emulator.world.EventRecord;
import java.util.List;
import java.util.stream.Stream;

/** Only a person takes a key store out of CONNECTED: invariant 1. */
final class NeverDisconnectsAConnectedStore implements EventRule {

  @Override
  public Stream<String> breaches(List<EventRecord> events) {
    return Happened.disconnections(events, "CONNECTED");
  }
}
