package io.keystoreconnector.rehearsal.teststate;

import io.keystoreconnector.statemachine.HistoryEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at the work of a state.
 *
 * @param mock how the work ended; a result where the state failed before it
 * @param arguments what the task was called with; null if it was not called
 */
record Attempt(Mock mock, @Nullable Object arguments) {

  /** In a visit to a state; a state that does no work has one. */
  static List<Attempt> in(List<HistoryEvent> visit) {
    List<Attempt> attempts = new ArrayList<>();
    @Nullable Object arguments = null;
    for (HistoryEvent event : visit) {
      switch (event.type()) {
        case "TaskScheduled" -> arguments = Json.read(detail(event, "parameters"));
        case "TaskSucceeded" ->
            attempts.add(new Attempt(new Mock.Result(detail(event, "output")), arguments));
        case "TaskFailed", "TaskTimedOut" ->
            attempts.add(
                new Attempt(
                    new Mock.Failure(
                        detail(event, "error"), detail(event, "cause"), attempts.size()),
                    arguments));
        default -> {}
      }
    }
    return attempts.isEmpty()
        ? List.of(new Attempt(new Mock.Result("{}"), null))
        : List.copyOf(attempts);
  }

  /** The outcome of one that another follows. */
  @Nullable Outcome retriable() {
    return mock instanceof Mock.Failure(String error, String cause, int _)
        ? new Outcome(Outcome.RETRIABLE, null, null, error, cause, null, arguments)
        : null;
  }

  /** The event that made the state fail; null if none did. */
  @Nullable HistoryEvent failed(List<HistoryEvent> visit) {
    @Nullable HistoryEvent failed = null;
    for (HistoryEvent event : visit) {
      boolean isFailure =
          mock instanceof Mock.Failure
              && (event.type().equals("TaskFailed") || event.type().equals("TaskTimedOut"));
      if (isFailure || event.type().equals("EvaluationFailed")) {
        failed = event;
      }
    }
    return failed;
  }

  private static String detail(HistoryEvent event, String name) {
    return event.details().get(name) instanceof String text ? text : "";
  }
}
