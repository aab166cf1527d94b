package io.keystoreconnector.rehearsal.teststate;

import io.keystoreconnector.statemachine.HistoryEvent;
import io.keystoreconnector.statemachine.Identity;
import io.keystoreconnector.statemachine.StateMachine;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes tests of the history of an execution: one for each visit to a state, and one more for each
 * retry. A visit that was cut off, by a time-out of the execution for example, makes none.
 */
final class RecordedVisits {

  private static final String ENTERED = "StateEntered";
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  private final Definition definition;
  private final Identity identity;
  private final String execution;
  private final List<StateTest> tests = new ArrayList<>();
  private Map<String, @Nullable Object> variables = Map.of();

  private RecordedVisits(StateMachine machine, String execution) {
    this.definition = new Definition(machine);
    this.identity = machine.identity();
    this.execution = execution;
  }

  /**
   * The tests, in the order of the history.
   *
   * @param execution the name of the execution
   */
  static List<StateTest> in(StateMachine machine, String execution, List<HistoryEvent> history) {
    RecordedVisits visits = new RecordedVisits(machine, execution);
    int begin = next(history, 0);
    while (begin < history.size()) {
      int end = next(history, begin + 1);
      visits.add(history.getFirst(), history.subList(begin, end), name(history, end));
      begin = end;
    }
    return visits.tests;
  }

  private static int next(List<HistoryEvent> history, int from) {
    int index = from;
    while (index < history.size() && !history.get(index).type().endsWith(ENTERED)) {
      index++;
    }
    return index;
  }

  private static @Nullable String name(List<HistoryEvent> history, int index) {
    return index < history.size() ? history.get(index).stateName() : null;
  }

  /** The events from one entry into a state to the next. */
  private void add(HistoryEvent start, List<HistoryEvent> events, @Nullable String next) {
    HistoryEvent entered = events.getFirst();
    String state = entered.stateName();
    boolean isTask = definition.takesAMock(state);
    Map<String, @Nullable Object> before = new LinkedHashMap<>(variables);
    if (definition.dependsOnTheRun(state)) {
      before.put(Definition.CONTEXT, Json.read(context(start, entered, null)));
      before.put(Definition.MILLIS, entered.timestamp().toEpochMilli());
    }
    List<Attempt> attempts = Attempt.in(events);
    for (int i = 0; i < attempts.size(); i++) {
      boolean isLast = i == attempts.size() - 1;
      Attempt attempt = attempts.get(i);
      @Nullable Outcome outcome =
          isLast ? outcome(events, attempt, before, next) : attempt.retriable();
      if (outcome != null) {
        tests.add(
            new StateTest(
                definition.forTestOf(state),
                state,
                text(entered, "input"),
                before,
                isTask ? context(start, entered, i) : null,
                isTask ? attempt.mock() : null,
                outcome));
      }
    }
  }

  private @Nullable Outcome outcome(
      List<HistoryEvent> events,
      Attempt attempt,
      Map<String, @Nullable Object> before,
      @Nullable String next) {
    @Nullable HistoryEvent failed = attempt.failed(events);
    @Nullable String error = failed == null ? null : text(failed, "error");
    @Nullable String cause = failed == null ? null : text(failed, "cause");
    for (HistoryEvent event : events) {
      if (event.type().endsWith("StateExited")) {
        Map<String, @Nullable Object> after = new LinkedHashMap<>(before);
        Map<String, @Nullable Object> assigned = assigned(event);
        after.putAll(assigned);
        remember(assigned);
        return new Outcome(
            failed == null ? Outcome.SUCCEEDED : Outcome.CAUGHT,
            Json.read(text(event, "output")),
            next,
            error,
            cause,
            after,
            attempt.arguments());
      }
      if (event.type().equals("ExecutionFailed")) {
        return new Outcome(
            Outcome.FAILED,
            null,
            null,
            text(event, "error"),
            text(event, "cause"),
            null,
            attempt.arguments());
      }
    }
    return null;
  }

  private void remember(Map<String, @Nullable Object> assigned) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(variables);
    all.putAll(assigned);
    variables = all;
  }

  private static Map<String, @Nullable Object> assigned(HistoryEvent exited) {
    Map<String, @Nullable Object> assigned = new LinkedHashMap<>();
    if (exited.details().get("assignedVariables") instanceof Map<?, ?> all) {
      all.forEach((name, json) -> assigned.put((String) name, Json.read((String) json)));
    }
    return assigned;
  }

  /** As the state saw it; RetryCount only where a state can be retried. */
  private String context(HistoryEvent start, HistoryEvent entered, @Nullable Integer retries) {
    Map<String, @Nullable Object> run = new LinkedHashMap<>();
    run.put("Id", identity.executionArn(execution));
    run.put("Input", Json.read(text(start, "input")));
    run.put("Name", execution);
    run.put("RoleArn", identity.roleArn());
    run.put("StartTime", timestamp(start.timestamp()));
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("Name", entered.stateName());
    state.put("EnteredTime", timestamp(entered.timestamp()));
    if (retries != null) {
      state.put("RetryCount", retries);
    }
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("Execution", run);
    context.put("State", state);
    context.put("StateMachine", Map.of("Id", identity.machineArn(), "Name", identity.machine()));
    return Json.write(context);
  }

  private static String timestamp(Instant moment) {
    return TIMESTAMP.format(moment);
  }

  private static String text(HistoryEvent event, String detail) {
    return event.details().get(detail) instanceof String text ? text : "";
  }
}
