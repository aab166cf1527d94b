package io.keystoreconnector.runs;

import io.keystoreconnector.runs.phrases.FailureWords;
import io.keystoreconnector.statemachine.HistoryEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One call by the workflow, of a function or of the journal's table, that came to an end.
 *
 * @param state the state that made it
 */
record Step(long atMillis, String state, HistoryEvent event) {

  private static final String LOOKING_STATE = "Check key store and HSMs";
  private static final String PROVING_STATE = "Prove update";
  private static final Set<String> ACTS = Set.of("Connect", "Disconnect", "Update", "Add HSM");

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

  /** A step that is to change something. */
  boolean isAct() {
    return ACTS.contains(state);
  }

  /**
   * A step whose answer says whether it was accepted: an act, or the proof that one can be done.
   */
  boolean isAnswered() {
    return succeeded() && (isAct() || state.equals(PROVING_STATE));
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
