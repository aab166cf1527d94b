package io.keystoreconnector.runs;

import io.keystoreconnector.statemachine.HistoryEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the steps in a history, event by event, as it grows. */
public final class StepReader {

  private String state = "";
  private @Nullable HistoryEvent scheduled;

  /** The step that ends with this event; empty if none does. */
  public Optional<Step> read(TimelineEvent.InWorkflow timed) {
    HistoryEvent event = timed.event();
    switch (event.type()) {
      case "TaskStateEntered", "WaitStateEntered" -> state = event.stateName();
      case "TaskScheduled" -> scheduled = event;
      case "TaskSucceeded", "TaskFailed", "TaskTimedOut" -> {
        return Optional.of(new Step(timed.atMillis(), state, scheduled, event));
      }
      default -> {}
    }
    return Optional.empty();
  }

  /** The state that the run is in, of those that take time; empty before the first. */
  public String state() {
    return state;
  }
}
