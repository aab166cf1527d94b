package io.keystoreconnector.rehearsal.check;

import io.keystoreconnector.statemachine.HistoryEvent;
import java.util.ArrayList;
import java.util.List;

/** A visit to a state that calls a function, with the attempts it made. */
record Visited(String state, List<Attempt> attempts) {

  static List<Visited> of(List<HistoryEvent> history) {
    List<Attempt> all = Attempt.of(history);
    List<Visited> visits = new ArrayList<>();
    int next = 0;
    for (HistoryEvent event : history) {
      if (event.type().equals("TaskStateEntered")) {
        visits.add(new Visited(event.stateName(), new ArrayList<>()));
      } else if (event.type().equals("TaskScheduled")) {
        visits.getLast().attempts().add(all.get(next++));
      }
    }
    return visits;
  }
}
