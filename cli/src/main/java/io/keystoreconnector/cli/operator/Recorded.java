package io.keystoreconnector.cli.operator;

import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.HistoryEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** The history of an execution that runs elsewhere, as far as it has been read. */
final class Recorded {

  private static final Map<String, ExecutionResult.Status> ENDS =
      Map.of(
          "ExecutionSucceeded", ExecutionResult.Status.SUCCEEDED,
          "ExecutionFailed", ExecutionResult.Status.FAILED,
          "ExecutionTimedOut", ExecutionResult.Status.TIMED_OUT,
          "ExecutionAborted", ExecutionResult.Status.ABORTED);

  private final List<HistoryEvent> events = new ArrayList<>();

  void add(List<HistoryEvent> more) {
    events.addAll(more);
  }

  List<HistoryEvent> events() {
    return List.copyOf(events);
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  /** The id of the last event; 0 if there is none yet. */
  long lastId() {
    return events.isEmpty() ? 0 : events.getLast().id();
  }

  boolean isEnded() {
    return !events.isEmpty() && ENDS.containsKey(events.getLast().type());
  }

  /** The execution's input; null if it is not known. */
  @Nullable Object input() {
    return events.isEmpty() ? null : tree(events.getFirst().details().get("input"));
  }

  /** How it ended, which it must have. */
  ExecutionResult result() {
    HistoryEvent end = events.getLast();
    return new ExecutionResult(
        Objects.requireNonNull(ENDS.get(end.type())),
        tree(end.details().get("output")),
        text(end.details().get("error")),
        text(end.details().get("cause")),
        events(),
        transitions(),
        path());
  }

  private List<String> path() {
    return events.stream()
        .filter(event -> event.type().endsWith("StateEntered"))
        .map(HistoryEvent::stateName)
        .toList();
  }

  /** States that were entered, and retries of tasks, which are scheduled once more. */
  private int transitions() {
    return path().size() + count("TaskScheduled") - count("TaskStateEntered");
  }

  private int count(String type) {
    return (int) events.stream().filter(event -> event.type().equals(type)).count();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static @Nullable Object tree(@Nullable Object json) {
    try {
      return json == null ? null : JSON.std.anyFrom(json.toString());
    } catch (JacksonException e) {
      return null;
    }
  }
}
