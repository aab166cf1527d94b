package io.keystoreconnector.rehearsal.check;

import io.keystoreconnector.emulator.world.EventRecord;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads what happened in a world. */
final class Happened {

  private static final Set<String> ON_HSMS = Set.of("AddHsm", "KillHsm", "DeleteCluster");

  private Happened() {}

  /** A sentence for each time that a key store in this state was disconnected, not by a person. */
  static Stream<String> disconnections(List<EventRecord> events, String state) {
    return IntStream.range(0, events.size())
        .filter(i -> moved(events.get(i), state, "DISCONNECTING"))
        .filter(i -> !isByAPerson(events, i, "Disconnect"))
        .mapToObj(events::get)
        .map(
            event ->
                "The key store %s was disconnected while it was %s, at %.1f s."
                    .formatted(event.subject(), state, event.atMillis() / 1000.0));
  }

  /** The state that the key store was really in after so many events. */
  static String state(Evidence evidence, String store, int position) {
    return evidence.events().subList(0, position).stream()
        .filter(event -> event.event().equals("STATE") && event.subject().equals(store))
        .reduce((earlier, later) -> later)
        .map(event -> String.valueOf(event.details().get("to")))
        .orElseGet(
            () ->
                Json.objects(evidence.worldBefore().get("keyStores")).stream()
                    .filter(before -> Json.text(before, "id").equals(store))
                    .map(before -> Json.text(before, "state"))
                    .findFirst()
                    .orElse(""));
  }

  private static boolean moved(EventRecord event, String from, String to) {
    return event.event().equals("STATE")
        && from.equals(event.details().get("from"))
        && to.equals(event.details().get("to"));
  }

  /** Whether a person adds or deletes an HSM, or deletes the cluster. */
  static boolean onHsms(EventRecord event) {
    return event.event().equals("PERSON")
        && ON_HSMS.contains(String.valueOf(event.details().get("deed")));
  }

  /** The event of a person comes right before what the person did. */
  static boolean isByAPerson(List<EventRecord> events, int index, String deed) {
    if (index == 0) {
      return false;
    }
    EventRecord before = events.get(index - 1);
    return before.event().equals("PERSON")
        && deed.equals(before.details().get("deed"))
        && before.atMillis() == events.get(index).atMillis();
  }
}
