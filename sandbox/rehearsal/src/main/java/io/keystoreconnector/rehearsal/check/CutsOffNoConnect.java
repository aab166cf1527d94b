package io.keystoreconnector.rehearsal.check;

import io.keystoreconnector.emulator.world.EventRecord;
import java.util.List;
import java.util.stream.Stream;

/** Only a person disconnects a key store that is CONNECTING. */
final class CutsOffNoConnect implements EventRule {

  @Override
  public Stream<String> breaches(List<EventRecord> events) {
    return Happened.disconnections(events, "CONNECTING");
  }
}
