package io.keystoreconnector.sandbox.check;

import io.keystoreconnector.sandbox.world.EventRecord;
import java.util.List;

/** Reads what happened in a world. */
final class Happened {

  private Happened() {}

  static boolean moved(EventRecord event, String from, String to) {
    return event.event().equals("STATE")
        && from.equals(event.details().get("from"))
        && to.equals(event.details().get("to"));
  }

  /** A person is named right before what the person did. */
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
