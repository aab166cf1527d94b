package io.keystoreconnector.statemachine;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of states that run one after another: the machine's own, a branch's, or an
 * iteration's. It has its own variables, which begin as a copy.
 */
final class StateSequence {
  /** Types that have an event for being interrupted. */
  private static final Set<String> ABORTABLE =
      Set.of(TaskState.TYPE, WaitState.TYPE, MapState.TYPE, ParallelState.TYPE);

  private final Execution execution;
  private final @Nullable StateSequence parent;
  private final Map<String, Object> context;
  private Map<String, @Nullable Object> variables;
  private long lastEvent;
  private @Nullable String unfinished;
  private @Nullable Branches inside;
  private volatile boolean cancelled;

  /** The machine's own sequence. */
  StateSequence(Execution execution, Map<String, Object> context) {
    this.execution = execution;
    this.parent = null;
    this.context = context;
    this.variables = Map.of();
  }

  /**
   * One of several sequences within a state of the parent; the context is the parent's, with
   * additions.
   */
  StateSequence(StateSequence parent, Map<String, ?> more) {
    this.execution = parent.execution;
    this.parent = parent;
    this.context = new LinkedHashMap<>(parent.context);
    this.context.putAll(more);
    this.variables = parent.variables;
    this.lastEvent = parent.lastEvent;
  }

  Execution execution() {
    return execution;
  }

  Map<String, Object> context() {
    return context;
  }

  /** The current variables; a state sets them all at once when it ends. */
  Map<String, @Nullable Object> variables() {
    return variables;
  }

  Instant now() {
    return execution.timeline().instant();
  }

  HistoryEvent append(String type, Map<String, ?> details) {
    return append(lastEvent, type, details);
  }

  /** Adds an event that follows an earlier one than the last. */
  HistoryEvent append(long previous, String type, Map<String, ?> details) {
    HistoryEvent event = execution.history().append(previous, type, details);
    lastEvent = event.id();
    return event;
  }

  /** Adds an event that no other follows: the next one has the same previous event. */
  void appendAside(String type, Map<String, ?> details) {
    execution.history().append(lastEvent, type, details);
  }

  /** The event that the next one follows. */
  long lastEvent() {
    return lastEvent;
  }

  /** Continues after an event of another sequence. */
  void continueAfter(long event) {
    lastEvent = event;
  }

  Payload run(Flow flow, Payload input) throws StateFailed {
    Payload payload = input;
    @Nullable String name = flow.startAt();
    while (name != null) {
      Transition transition = visit(name, flow.state(name), payload);
      payload = transition.output();
      name = transition.next();
    }
    return payload;
  }

  private Transition visit(String name, State state, Payload input) throws StateFailed {
    checkInterrupted();
    execution.countTransition();
    Map<String, ?> entered = Map.of("name", name, "input", input.text());
    Visit visit = new Visit(this, name, input, append(state.type() + "StateEntered", entered));
    try {
      Transition transition = state.run(visit);
      append(state.type() + "StateExited", exited(name, transition));
      assign(transition.assigned());
      return transition;
    } catch (StateFailed | Interruption e) {
      unfinished = state.type();
      throw e;
    }
  }

  /** These sequences within the current state were interrupted together with it. */
  void interruptedWith(Branches branches) {
    inside = branches;
  }

  /** Records that the state in which it ended was aborted because of an event elsewhere. */
  void recordAbort(long because) {
    if (unfinished != null && ABORTABLE.contains(unfinished)) {
      execution.history().append(because, unfinished + "StateAborted", Map.of());
    }
    if (inside != null) {
      inside.recordAborts(because);
    }
  }

  private static Map<String, Object> exited(String name, Transition transition) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("name", name);
    details.put("output", transition.output().text());
    if (!transition.assigned().isEmpty()) {
      Map<String, String> assigned = new LinkedHashMap<>();
      transition.assigned().forEach((variable, value) -> assigned.put(variable, value.text()));
      details.put("assignedVariables", assigned);
    }
    return details;
  }

  private void assign(Map<String, Payload> assigned) {
    if (!assigned.isEmpty()) {
      Map<String, @Nullable Object> all = new LinkedHashMap<>(variables);
      assigned.forEach((variable, value) -> all.put(variable, value.value()));
      variables = all;
    }
  }

  /** Waits for the moment or the condition, unless the sequence is interrupted before. */
  void await(Instant moment, BooleanSupplier condition) {
    Instant deadline = execution.deadline();
    Instant until = moment.isAfter(deadline) ? deadline : moment;
    execution.timeline().await(until, () -> isCutShort() || condition.getAsBoolean());
    checkInterrupted();
    if (moment.isAfter(deadline) && !condition.getAsBoolean()) {
      throw new Interruption(Interruption.Kind.TIMED_OUT);
    }
  }

  void cancel() {
    cancelled = true;
  }

  private boolean isCutShort() {
    return execution.isStopped() || isCancelled();
  }

  private boolean isCancelled() {
    return cancelled || (parent != null && parent.isCancelled());
  }

  private void checkInterrupted() {
    if (execution.isStopped()) {
      throw new Interruption(Interruption.Kind.STOPPED);
    }
    if (isCancelled()) {
      throw new Interruption(Interruption.Kind.CANCELLED);
    }
    if (now().isAfter(execution.deadline())) {
      throw new Interruption(Interruption.Kind.TIMED_OUT);
    }
  }
}
