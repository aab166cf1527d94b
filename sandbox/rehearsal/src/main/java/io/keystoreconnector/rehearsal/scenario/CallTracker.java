package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.emulator.world.Journal;
import io.keystoreconnector.rehearsal.check.SeenCall;
import io.keystoreconnector.statemachine.DynamoDb;
import io.keystoreconnector.statemachine.LambdaFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tracks for which run, and in which of its invocations, a call to a service is made. */
final class CallTracker {

  /**
   * One invocation of a function, or one task of another kind.
   *
   * @param number which of the run's, counted from 0
   */
  record Invocation(String run, int number) {}

  private static final ThreadLocal<Invocation> CURRENT = new ThreadLocal<>();

  private final Journal journal;
  private final Map<String, Integer> invocations = new HashMap<>();
  private final Map<String, List<SeenCall>> ofLastInvocation = new HashMap<>();
  private final List<SeenCall> calls = new ArrayList<>();

  CallTracker(Journal journal) {
    this.journal = journal;
  }

  LambdaFunction watched(LambdaFunction function) {
    return payload -> {
      CURRENT.set(begin());
      try {
        return function.invoke(payload);
      } finally {
        CURRENT.remove();
      }
    };
  }

  DynamoDb watched(DynamoDb dynamoDb) {
    return (action, arguments) -> {
      CURRENT.set(begin());
      try {
        return dynamoDb.call(action, arguments);
      } finally {
        CURRENT.remove();
      }
    };
  }

  /** A task is named after its execution and its state. */
  private synchronized Invocation begin() {
    String name = Thread.currentThread().getName();
    String run = name.substring(0, Math.max(0, name.indexOf('/')));
    ofLastInvocation.put(run, new ArrayList<>());
    return new Invocation(run, invocations.merge(run, 1, Integer::sum) - 1);
  }

  static Invocation current() {
    return Objects.requireNonNull(CURRENT.get());
  }

  /**
   * Notes the call that was recorded last.
   *
   * @param heard whether its client was still waiting for the answer
   */
  synchronized void called(Invocation by, boolean heard) {
    SeenCall call =
        new SeenCall(
            by.run(),
            by.number(),
            journal.eventCount(),
            journal.callsFrom(journal.callCount() - 1).getFirst(),
            heard);
    calls.add(call);
    ofLastInvocation.computeIfAbsent(by.run(), any -> new ArrayList<>()).add(call);
  }

  synchronized List<SeenCall> callsOfLastInvocation(String run) {
    return List.copyOf(ofLastInvocation.getOrDefault(run, List.of()));
  }

  synchronized List<SeenCall> calls() {
    return List.copyOf(calls);
  }
}
