package io.keystoreconnector.sandbox.report;

import io.keystoreconnector.sandbox.words.FailureWords;
import io.keystoreconnector.statemachine.HistoryEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One call of a function by the workflow that came to an end.
 *
 * @param state the state that made it
 */
record Step(long atMillis, String state, HistoryEvent event) {

  private static final String LOOKING_STATE = "Check key store and HSMs";

  static List<Step> of(List<Material.Event> events) {
    List<Step> steps = new ArrayList<>();
    String state = "";
    for (Material.Event timed : events) {
      switch (timed.event().type()) {
        case "TaskStateEntered" -> state = timed.event().stateName();
        case "TaskSucceeded", "TaskFailed", "TaskTimedOut" -> {
          Step step = new Step(timed.atMillis(), state, timed.event());
          // What the journal was asked is not what was seen or done.
          if (!step.succeeded() || !timed.event().service().equals("dynamodb")) {
            steps.add(step);
          }
        }
        default -> {}
      }
    }
    return List.copyOf(steps);
  }

  boolean succeeded() {
    return event.type().equals("TaskSucceeded");
  }

  /** A look that succeeded. */
  boolean isLook() {
    return succeeded() && state.equals(LOOKING_STATE);
  }

  boolean isAct() {
    return !state.equals(LOOKING_STATE);
  }

  /** What the function answered; empty if it did not. */
  Map<?, ?> payload() {
    return Values.object(
        Values.object(Values.parsed(event.details().get("output"))).get("Payload"));
  }

  Map<?, ?> report() {
    return Values.object(payload().get("report"));
  }

  /** What came of an act, in one of AWS's or our own upper-case words. */
  String answer() {
    return switch (event.type()) {
      case "TaskSucceeded" -> Values.text(payload().get("outcome"));
      case "TaskTimedOut" -> "TIMED_OUT";
      default -> "FAILED";
    };
  }

  /** What came of it, in words. */
  String words() {
    if (!succeeded()) {
      return FailureWords.of(state, event);
    }
    return answer().equals("ACCEPTED")
        ? Values.text(payload().get("detail"))
        : FailureWords.answer(payload());
  }
}
