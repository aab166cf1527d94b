package io.keystoreconnector.statemachine;

import io.keystoreconnector.statemachine.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs small definitions on virtual time, with tasks whose answers a test sets. */
final class Lab {
  static final Instant START = Instant.parse("2026-11-23T03:00:00Z");
  static final String RESOURCE = "arn:aws:states:::lab:work";

  final VirtualTime time = new VirtualTime(START);
  final List<@Nullable Object> calls = new ArrayList<>();
  final List<Duration> calledAt = new ArrayList<>();
  private final Deque<TaskRunner> answers = new ArrayDeque<>();
  private final Map<Object, TaskRunner> answersTo = new HashMap<>();

  /** The next task answers this. */
  Lab answers(@Nullable Object value) {
    answers.add((resource, arguments) -> value);
    return this;
  }

  /** The next task takes its time, then answers. */
  Lab answersAfter(Duration latency, Object value) {
    answers.add(
        (resource, arguments) -> {
          time.advance(latency);
          return value;
        });
    return this;
  }

  /** The next task takes its time, and others continue meanwhile. */
  Lab answersWhileTimeGoesOn(Duration latency) {
    answers.add(
        (resource, arguments) -> {
          time.await(time.instant().plus(latency), () -> false);
          return arguments;
        });
    return this;
  }

  /** The next task fails. */
  Lab fails(String error, @Nullable String cause) {
    answers.add(
        (resource, arguments) -> {
          throw new TaskFailed(error, cause);
        });
    return this;
  }

  /** A task with these arguments does the following. */
  Lab on(Object arguments, TaskRunner task) {
    answersTo.put(arguments, task);
    return this;
  }

  private synchronized @Nullable Object work(String resource, @Nullable Object arguments)
      throws TaskFailed {
    calls.add(arguments);
    calledAt.add(Duration.between(START, time.instant()));
    TaskRunner fixed = arguments == null ? null : answersTo.get(arguments);
    TaskRunner answer = fixed == null ? answers.poll() : fixed;
    return answer == null ? arguments : answer.run(resource, arguments);
  }

  Runner runner() {
    return new Runner(time, this::work, new Random(7));
  }

  Execution start(String definition, Object input) {
    return runner().start(load(definition), "run", input);
  }

  ExecutionResult run(String definition) {
    return run(definition, Map.of());
  }

  ExecutionResult run(String definition, @Nullable Object input) {
    return runner().run(load(definition), "run", input);
  }

  static StateMachine load(String definition) {
    return StateMachine.load(definition, Map.of(), Set.of(RESOURCE));
  }

  /** A machine of the given states, of which the first is called A. */
  static String states(String states) {
    return """
    {"QueryLanguage": "JSONata", "StartAt": "A", "States": {%s}}\
    """
        .formatted(states);
  }

  /** A machine of one state A, which ends it. */
  static String state(String fields) {
    return states("\"A\": {" + fields + ", \"End\": true}");
  }

  /** A machine of one Task state A. */
  static String task(String fields) {
    return state("\"Type\": \"Task\", \"Resource\": \"" + RESOURCE + "\"" + fields);
  }

  static List<String> types(ExecutionResult result) {
    return result.history().stream().map(HistoryEvent::type).toList();
  }

  Duration elapsed() {
    return Duration.between(START, time.instant());
  }
}
