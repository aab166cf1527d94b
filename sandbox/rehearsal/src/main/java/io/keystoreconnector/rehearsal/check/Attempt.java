package io.keystoreconnector.rehearsal.check;

import io.keystoreconnector.statemachine.HistoryEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One invocation of a function, or one call of the workflow itself to the journal's table, as
 * recorded in the history of the execution.
 *
 * @param state the state that made it
 * @param resource what was called, such as lambda:invoke
 * @param parameters what the task was given, JSON
 * @param end TaskSucceeded, TaskFailed or TaskTimedOut; empty if the execution ended before
 * @param error the error's name; empty if there was none
 * @param output its result, JSON; empty if there was none
 */
record Attempt(
    int number,
    String state,
    String resource,
    String parameters,
    String end,
    String error,
    String output) {

  static final String LOOK = "Check key store and HSMs";

  boolean succeeded() {
    return end.equals("TaskSucceeded");
  }

  boolean isLook() {
    return state.equals(LOOK);
  }

  /** Whether the workflow gave it up, or ended, before it was over; it may still act. */
  boolean wasGivenUp() {
    return end.isEmpty() || end.equals("TaskTimedOut");
  }

  /** Whether it reads or writes the journal's table. */
  boolean isOfTheJournal() {
    return resource.startsWith("dynamodb:");
  }

  boolean writesTheJournal() {
    return resource.equals("dynamodb:putItem");
  }

  /** The act that it writes down; empty if there is none. */
  String written() {
    Map<?, ?> item = Json.object(Json.object(Json.parsed(parameters)).get("Item"));
    String journal = Json.text(Json.object(item.get("journal")), "S");
    return Json.text(Json.object(Json.object(Json.parsed(journal)).get("line")), "act");
  }

  /** The action that a look decided on; empty if it is not a look, or has failed. */
  String action() {
    return Json.text(Json.object(Json.object(Json.parsed(output)).get("Payload")), "action");
  }

  /** All attempts of an execution, in order; the index is the number of the invocation. */
  static List<Attempt> of(List<HistoryEvent> history) {
    List<Attempt> attempts = new ArrayList<>();
    String state = "";
    for (HistoryEvent event : history) {
      switch (event.type()) {
        case "TaskStateEntered" -> state = event.stateName();
        case "TaskScheduled" ->
            attempts.add(
                new Attempt(
                    attempts.size(),
                    state,
                    text(event, "resourceType") + ":" + text(event, "resource"),
                    text(event, "parameters"),
                    "",
                    "",
                    ""));
        case "TaskSucceeded", "TaskFailed", "TaskTimedOut" ->
            attempts.add(attempts.removeLast().ended(event));
        default -> {}
      }
    }
    return List.copyOf(attempts);
  }

  private Attempt ended(HistoryEvent event) {
    return new Attempt(
        number,
        state,
        resource,
        parameters,
        event.type(),
        text(event, "error"),
        text(event, "output"));
  }

  private static String text(HistoryEvent event, String detail) {
    Object text = event.details().get(detail);
    return text == null ? "" : text.toString();
  }
}
