package io.keystoreconnector.rehearsal.check;

import io.keystoreconnector.emulator.world.EventRecord;
import java.util.List;
import java.util.stream.Stream;

/** No login fails, in worlds in which a secret holds the right password. */
final class WastesNoLogIn implements EventRule {

  @Override
  public Stream<String> breaches(List<EventRecord> events) {
    return events.stream()
        .filter(event -> event.event().equals("LOG_IN_FAILED"))
        .map(
            event ->
                "A login with a wrong password failed; it is failed login %s on %s."
                    .formatted(event.details().get("failedLogIns"), event.subject()));
  }
}
