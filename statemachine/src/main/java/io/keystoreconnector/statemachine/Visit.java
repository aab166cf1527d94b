package io.keystoreconnector.statemachine;

import io.keystoreconnector.statemachine.jsonata.QueryFailed;
import io.keystoreconnector.statemachine.jsonata.Scope;
import io.keystoreconnector.statemachine.jsonata.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One visit to a state, from its StateEntered event to its StateExited event, including retries.
 */
final class Visit {
  private final StateSequence sequence;
  private final String name;
  private final Payload input;
  private final HistoryEvent entered;
  private boolean countsRetries;
  private int retries;

  Visit(StateSequence sequence, String name, Payload input, HistoryEvent entered) {
    this.sequence = sequence;
    this.name = name;
    this.input = input;
    this.entered = entered;
  }

  StateSequence sequence() {
    return sequence;
  }

  String name() {
    return name;
  }

  Payload input() {
    return input;
  }

  Instant enteredTime() {
    return entered.timestamp();
  }

  RandomGenerator random() {
    return sequence.execution().random();
  }

  void append(String type, Map<String, ?> details) {
    sequence.append(type, details);
  }

  void appendAside(String type, Map<String, ?> details) {
    sequence.appendAside(type, details);
  }

  /** From now on, expressions see how often the state was retried; only some types of states do. */
  void countRetries() {
    countsRetries = true;
  }

  /** What expressions see before the state's work. */
  Scope scope() {
    return scope(states(context()));
  }

  /** What expressions see afterwards: one more field of {@code $states}. */
  Scope scope(String field, @Nullable Object value) {
    Map<String, @Nullable Object> states = states(context());
    states.put(field, value);
    return scope(states);
  }

  /** What expressions see when they are evaluated for each item of a Map. */
  Scope itemScope(Map<String, ?> item) {
    Map<String, @Nullable Object> context = context();
    context.put("Map", item);
    return scope(states(context));
  }

  private Scope scope(Map<String, ?> states) {
    return new Scope(sequence.execution().functions(), sequence.variables(), states);
  }

  private Map<String, @Nullable Object> states(Map<String, ?> context) {
    Map<String, @Nullable Object> states = new LinkedHashMap<>();
    states.put("input", input.value());
    states.put("context", context);
    return states;
  }

  private Map<String, @Nullable Object> context() {
    Map<String, @Nullable Object> state = new LinkedHashMap<>();
    state.put("Name", name);
    state.put("EnteredTime", Timestamps.text(enteredTime()));
    if (countsRetries) {
      state.put("RetryCount", retries);
    }
    Map<String, @Nullable Object> context = new LinkedHashMap<>(sequence.context());
    context.put("State", state);
    return context;
  }

  /** The value of a template; having none is an error that can be caught. */
  @Nullable Object evaluate(Template template, Scope scope) throws StateFailed {
    try {
      return template.evaluate(scope);
    } catch (QueryFailed e) {
      throw queryFailed(e);
    }
  }

  /** The input of a state's work: its arguments, if it has any. */
  Payload inputOr(@Nullable Template arguments) throws StateFailed {
    return arguments == null ? input : limited(Payload.of(evaluate(arguments, scope())));
  }

  /** A whole number of seconds, at least 0; the absent one if there is no template. */
  long seconds(@Nullable Template template, String field, long absent) throws StateFailed {
    if (template == null) {
      return absent;
    }
    Object value = evaluate(template, scope());
    if (value instanceof Number number
        && number.doubleValue() == number.longValue()
        && number.longValue() >= 0) {
      return number.longValue();
    }
    throw value instanceof Number
        ? valueError(field, "must be a whole number of seconds")
        : wrongType(template, "number", value);
  }

  /** An expression gave a value of another type than its field needs. */
  StateFailed wrongType(Template template, String expected, @Nullable Object value) {
    return queryFailed(template.wrongType(expected, value));
  }

  /** An expression gave a value of the right type that its field does not allow. */
  StateFailed valueError(String field, String problem) {
    return queryError(field, "The value of the field '" + field + "' " + problem);
  }

  StateFailed queryError(String field, String message) {
    return queryFailed(new QueryFailed(field, message));
  }

  /** AWS finds it in a later step than other errors, as recorded executions show. */
  StateFailed queryErrorAfterEntry(String field, String message) {
    return queryFailed(sequence.lastEvent(), new QueryFailed(field, message));
  }

  /** AWS enters a state and evaluates its first fields in one step, from the same event. */
  private StateFailed queryFailed(QueryFailed e) {
    boolean isFirst = sequence.lastEvent() == entered.id();
    return queryFailed(isFirst ? entered.previousEventId() : sequence.lastEvent(), e);
  }

  private StateFailed queryFailed(long previous, QueryFailed e) {
    StateFailed failure = failure(Errors.QUERY_EVALUATION_ERROR, e.getMessage());
    Map<String, Object> details = failure.details("error", "cause");
    if (!e.location().isEmpty()) {
      details.put("location", e.location());
    }
    details.put("state", name);
    sequence.append(previous, "EvaluationFailed", details);
    return failure;
  }

  /** An error that Step Functions itself finds; its cause names the state. */
  StateFailed failure(String error, String cause) {
    return new StateFailed(
        error,
        "An error occurred while executing the state '%s' (entered at the event id #%d). %s"
            .formatted(name, entered.id(), cause));
  }

  Payload limited(Payload payload) throws StateFailed {
    if (payload.isTooLarge()) {
      throw tooLarge();
    }
    return payload;
  }

  StateFailed tooLarge() {
    return tooLarge(name);
  }

  /** The state or the service of a task gave too much; the cause names that, and nothing else. */
  static StateFailed tooLarge(String giver) {
    return new StateFailed(
        Errors.DATA_LIMIT_EXCEEDED,
        ("The state/task '%s' returned a result with a size exceeding the maximum number of bytes"
                + " service limit.")
            .formatted(giver));
  }

  void retryAfter(Duration delay) {
    sequence.await(sequence.now().plus(delay), () -> false);
    retries++;
    sequence.execution().countTransition();
  }
}
