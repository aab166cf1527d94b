package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.emulator.world.CallRecord;
import io.keystoreconnector.emulator.world.EventRecord;
import io.keystoreconnector.emulator.world.Journal;
import io.keystoreconnector.runs.ServiceCall;
import io.keystoreconnector.runs.TimelineEvent;
import io.keystoreconnector.runs.WorldEvent;
import io.keystoreconnector.statemachine.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Merges the history of an execution and the journal of its world into one order. Within the same
 * moment, what the journal holds by the time of an event in the history came before that event.
 */
public final class HappeningCollector implements Consumer<HistoryEvent> {

  private final Journal journal;
  private final Instant start;
  private final List<TimelineEvent> happenings = new ArrayList<>();
  private int calls;
  private int events;

  HappeningCollector(Journal journal, Instant start) {
    this(journal, start, 0, 0);
  }

  private HappeningCollector(Journal journal, Instant start, int calls, int events) {
    this.journal = journal;
    this.start = start;
    this.calls = calls;
    this.events = events;
  }

  /**
   * Records what is written into the journal from now on.
   *
   * @param start the world's start, from which times count
   */
  public static HappeningCollector fromNow(Journal journal, Instant start) {
    return new HappeningCollector(journal, start, journal.callCount(), journal.eventCount());
  }

  @Override
  public synchronized void accept(HistoryEvent event) {
    takeFromJournal();
    long at = Duration.between(start, event.timestamp()).toMillis();
    happenings.add(new TimelineEvent.InWorkflow(at, event));
  }

  /** What a call caused comes after the call. */
  private void takeFromJournal() {
    // Nothing may be added between reading and counting.
    synchronized (journal) {
      journal.callsFrom(calls).forEach(call -> happenings.add(told(call)));
      journal.eventsFrom(events).forEach(event -> happenings.add(told(event)));
      calls = journal.callCount();
      events = journal.eventCount();
    }
  }

  private static ServiceCall told(CallRecord call) {
    Object message = call.result().getOrDefault("message", call.result().get("Message"));
    return new ServiceCall(
        call.atMillis(),
        call.service(),
        call.operation(),
        call.error(),
        message == null ? null : message.toString());
  }

  private static WorldEvent told(EventRecord event) {
    return new WorldEvent(event.atMillis(), event.event(), event.subject(), event.details());
  }

  /** Everything in order of time. */
  public synchronized List<TimelineEvent> happenings() {
    takeFromJournal();
    return happenings.stream().sorted(Comparator.comparingLong(TimelineEvent::atMillis)).toList();
  }
}
