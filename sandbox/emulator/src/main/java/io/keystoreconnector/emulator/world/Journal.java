package io.keystoreconnector.emulator.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What was called and what happened, in order. */
public final class Journal {

  private final WorldClock clock;
  private final NewestEntries<CallRecord> calls = new NewestEntries<>();
  private final NewestEntries<EventRecord> events = new NewestEntries<>();
  private final List<Consumer<CallRecord>> listeners = new ArrayList<>();

  Journal(WorldClock clock) {
    this.clock = clock;
  }

  /**
   * Forgets the oldest calls and events from now on, as a world that is used for days must.
   *
   * @param newest how many of each are kept at least
   */
  public synchronized void keep(int newest) {
    calls.keep(newest);
    events.keep(newest);
  }

  /** All calls so far that are kept, oldest first. */
  public synchronized List<CallRecord> calls() {
    return calls.from(0);
  }

  /** All events until the world was last read that are kept, oldest first. */
  public synchronized List<EventRecord> events() {
    return events.from(0);
  }

  /** Passes each call from now on to the listener, right after it was recorded. */
  public synchronized void whenCalled(Consumer<CallRecord> listener) {
    listeners.add(listener);
  }

  /** How many calls there have been so far. */
  public synchronized int callCount() {
    return calls.count();
  }

  /** How many events there have been so far. */
  public synchronized int eventCount() {
    return events.count();
  }

  /** The calls after the given number that are kept. */
  public synchronized List<CallRecord> callsFrom(int first) {
    return calls.from(first);
  }

  /** The events after the given number that are kept. */
  public synchronized List<EventRecord> eventsFrom(int first) {
    return events.from(first);
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
