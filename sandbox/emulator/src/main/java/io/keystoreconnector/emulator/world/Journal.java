package io.keystoreconnector.emulator.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What was called and what happened, in order. */
public final class Journal {

  private final WorldClock clock;
  private final List<CallRecord> calls = new ArrayList<>();
  private final List<EventRecord> events = new ArrayList<>();

  private final List<Consumer<CallRecord>> listeners = new ArrayList<>();

  Journal(WorldClock clock) {
    this.clock = clock;
  }

  /** All calls so far, oldest first. */
  public synchronized List<CallRecord> calls() {
    return List.copyOf(calls);
  }

  /** All events until the world was last read, oldest first. */
  public synchronized List<EventRecord> events() {
    return List.copyOf(events);
  }

  /** Passes each call from now on to the listener, right after it was recorded. */
  public synchronized void whenCalled(Consumer<CallRecord> listener) {
    listeners.add(listener);
  }

  /** How many calls there have been so far. */
  public synchronized int callCount() {
    return calls.size();
  }

  /** How many events there have been so far. */
  public synchronized int eventCount() {
    return events.size();
  }

  /** The calls after the given number. */
  public synchronized List<CallRecord> callsFrom(int first) {
    return List.copyOf(calls.subList(first, calls.size()));
  }

  /** The events after the given number. */
  public synchronized List<EventRecord> eventsFrom(int first) {
    return List.copyOf(events.subList(first, events.size()));
  }

  /** Records a call. */
  public synchronized void called(CallRecord call) {
    calls.add(call);
    listeners.forEach(listener -> listener.accept(call));
  }

  synchronized void happened(String event, String subject, Map<String, Object> details) {
    events.add(new EventRecord(clock.moment(), event, subject, new LinkedHashMap<>(details)));
  }

  void happened(String event, String subject) {
    happened(event, subject, Map.of());
  }

  void happened(String event, String subject, String key, Object value) {
    happened(event, subject, Map.of(key, value));
  }
}
