package io.keystoreconnector.runs;

import io.keystoreconnector.runs.json.JsonTree;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.ExecutionResult.Status;
import io.keystoreconnector.statemachine.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the history of a run says, as far as it is known.
 *
 * @param events all of them in order, with times since the run began
 */
public record RunHistory(List<TimelineEvent.InWorkflow> events) {

  /** Nothing has happened yet. */
  public static final RunHistory EMPTY = new RunHistory(List.of());

  private static final Map<String, Status> ENDS =
      Map.of(
          "ExecutionSucceeded", Status.SUCCEEDED,
          "ExecutionFailed", Status.FAILED,
          "ExecutionTimedOut", Status.TIMED_OUT,
          "ExecutionAborted", Status.ABORTED);

  /** How long a run may take if its request does not say. */
  public static final long USUAL_WINDOW_MILLIS = 1_200_000;

  public RunHistory {
    events = List.copyOf(events);
  }

  /** A history as GetExecutionHistory or the runner returns it. */
  public static RunHistory of(List<HistoryEvent> events) {
    return EMPTY.plus(events);
  }

  /** The same history with the events since then. */
  public RunHistory plus(List<HistoryEvent> more) {
    if (more.isEmpty()) {
      return this;
    }
    HistoryEvent first = events.isEmpty() ? more.getFirst() : events.getFirst().event();
    Instant start = first.timestamp();
    return new RunHistory(
        Stream.concat(events.stream(), more.stream().map(event -> since(start, event))).toList());
  }

  private static TimelineEvent.InWorkflow since(Instant start, HistoryEvent event) {
    return new TimelineEvent.InWorkflow(
        Duration.between(start, event.timestamp()).toMillis(), event);
  }

  /** Whether a run ends with this event. */
  public static boolean isEnd(HistoryEvent event) {
    return ENDS.containsKey(event.type());
  }

  /** How long a run that begins with this event may take, in milliseconds, as its request says. */
  public static long windowMillis(HistoryEvent started) {
    JsonTree seconds = JsonTree.parsed(started.details().get("input")).get("windowSeconds");
    return seconds.value() instanceof Number number
        ? number.longValue() * 1000
        : USUAL_WINDOW_MILLIS;
  }

  /** The events without times since the beginning. */
  public List<HistoryEvent> historyEvents() {
    return events.stream().map(TimelineEvent.InWorkflow::event).toList();
  }

  /** The event with which the run ended; empty if it is in progress. */
  public Optional<HistoryEvent> end() {
    return events.isEmpty()
        ? Optional.empty()
        : Optional.of(events.getLast().event()).filter(RunHistory::isEnd);
  }

  /** How the run ended; empty if it is in progress. */
  Optional<Status> status() {
    return end().map(event -> Objects.requireNonNull(ENDS.get(event.type())));
  }

  /** The input of the run; empty if it is not known. */
  JsonTree input() {
    return events.isEmpty()
        ? JsonTree.EMPTY
        : JsonTree.parsed(events.getFirst().event().details().get("input"));
  }

  /** The run's ARN, which its calls of functions contain; empty if it has called none. */
  String arn() {
    return events.stream()
        .filter(RunHistory::isCall)
        .map(timed -> JsonTree.parsed(timed.event().details().get("parameters")))
        .map(call -> call.get("Payload").text("execution"))
        .filter(arn -> !arn.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** The calls of functions and of the journal's table that came to an end. */
  public List<Step> steps() {
    StepReader reader = new StepReader();
    return events.stream().flatMap(event -> reader.read(event).stream()).toList();
  }

  /** What was seen and decided last; empty if nothing was seen yet. */
  public Optional<Look> lastLook() {
    return lastLookingStep().map(Step::look);
  }

  private Optional<Step> lastLookingStep() {
    return steps().reversed().stream().filter(Step::isLook).findFirst();
  }

  /** The report of a run that ended, otherwise that of its last look; empty if there is none. */
  RunReport report() {
    return end()
        .map(end -> RunReport.ofEnd(end.details().get("output"), end.details().get("cause")))
        .orElseGet(() -> lastLookingStep().map(Step::report).orElse(RunReport.NONE));
  }

  /** The events with which the run entered its states. */
  List<TimelineEvent.InWorkflow> statesEntered() {
    return events.stream().filter(RunHistory::isStateEntered).toList();
  }

  private static boolean isStateEntered(TimelineEvent.InWorkflow timed) {
    return timed.event().type().endsWith("StateEntered");
  }

  /** The state that the run is, or was last, in; empty before the first. */
  String lastState() {
    return historyEvents().reversed().stream()
        .map(HistoryEvent::stateName)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** The transitions that AWS bills: states entered, and retries of their calls. */
  public int transitions() {
    int transitions = 0;
    int callsOfThisState = 0;
    for (TimelineEvent.InWorkflow timed : events) {
      if (isStateEntered(timed)) {
        transitions++;
        callsOfThisState = 0;
      } else if (isCall(timed) && callsOfThisState++ > 0) {
        transitions++;
      }
    }
    return transitions;
  }

  /** The number of function calls. */
  public long functionCalls() {
    return events.stream()
        .filter(RunHistory::isCall)
        .filter(timed -> !Step.isOfJournal(timed.event()))
        .count();
  }

  private static boolean isCall(TimelineEvent.InWorkflow timed) {
    return timed.event().type().equals("TaskScheduled");
  }

  /** How the run ended, in the form of the runner's own results; empty if it is in progress. */
  public Optional<ExecutionResult> result() {
    return end().map(this::result);
  }

  private ExecutionResult result(HistoryEvent end) {
    return new ExecutionResult(
        status().orElseThrow(),
        JsonTree.parsed(end.details().get("output")).value(),
        text(end.details().get("error")),
        text(end.details().get("cause")),
        historyEvents(),
        transitions(),
        statesEntered().stream().map(timed -> timed.event().stateName()).toList());
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
