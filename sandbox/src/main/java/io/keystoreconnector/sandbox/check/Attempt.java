package io.keystoreconnector.sandbox.check;

import io.keystoreconnector.statemachine.HistoryEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * One invocation of a function, as the history of the execution tells it.
 *
 * @param state the state that made it
 * @param end TaskSucceeded, TaskFailed or TaskTimedOut; empty if the execution ended before
 * @param error the error's name; empty if there was none
 */
record Attempt(int number, String state, String end, String error) {

  static final String LOOK = "Check key store and HSMs";

  boolean succeeded() {
    return end.equals("TaskSucceeded");
  }

  boolean isLook() {
    return state.equals(LOOK);
  }

  /** All of an execution, in order; the number is that of the invocation. */
  static List<Attempt> of(List<HistoryEvent> history) {
    List<Attempt> attempts = new ArrayList<>();
    String state = "";
    for (HistoryEvent event : history) {
      switch (event.type()) {
        case "TaskStateEntered" -> state = event.stateName();
        case "TaskScheduled" -> attempts.add(new Attempt(attempts.size(), state, "", ""));
        case "TaskSucceeded", "TaskFailed", "TaskTimedOut" ->
            attempts.add(attempts.removeLast().ended(event));
        default -> {}
      }
    }
    return List.copyOf(attempts);
  }

  private Attempt ended(HistoryEvent event) {
    Object name = event.details().get("error");
    return new Attempt(number, state, event.type(), name == null ? "" : name.toString());
  }
}
