package io.keystoreconnector.runs;

import io.keystoreconnector.statemachine.HistoryEvent;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * What is known of a run, with times in milliseconds since it began.
 *
 * @param world whether the calls to the services and what happened in the world are known, too
 * @param elapsedMillis how long it took, or has taken so far
 */
record Material(
    List<Event> events,
    List<Timed<ServiceCall>> calls,
    List<Timed<WorldEvent>> happened,
    boolean world,
    long elapsedMillis) {

  private static final Set<String> ENDS =
      Set.of("ExecutionSucceeded", "ExecutionFailed", "ExecutionTimedOut", "ExecutionAborted");

  /** Something and when it was. */
  record Timed<T>(long atMillis, T what) {}

  /** An event of the run's history. */
  record Event(long atMillis, HistoryEvent event) {

    boolean isEnd() {
      return ENDS.contains(event.type());
    }
  }

  /**
   * Sorts out what happened.
   *
   * @param nowMillis on the same clock as the happenings
   */
  static Material of(List<TimelineEvent> happenings, boolean world, long nowMillis) {
    long start =
        happenings.stream()
            .filter(TimelineEvent.InWorkflow.class::isInstance)
            .mapToLong(TimelineEvent::atMillis)
            .findFirst()
            .orElse(nowMillis);
    List<Event> events =
        only(
            happenings, TimelineEvent.InWorkflow.class, (h, at) -> new Event(at, h.event()), start);
    return new Material(
        events,
        only(happenings, ServiceCall.class, (call, at) -> new Timed<>(at, call), start),
        only(happenings, WorldEvent.class, (event, at) -> new Timed<>(at, event), start),
        world,
        !events.isEmpty() && events.getLast().isEnd()
            ? events.getLast().atMillis()
            : nowMillis - start);
  }

  private static <H extends TimelineEvent, T> List<T> only(
      List<TimelineEvent> happenings, Class<H> kind, BiFunction<H, Long, T> read, long start) {
    return happenings.stream()
        .flatMap(h -> kind.isInstance(h) ? Stream.of(kind.cast(h)) : Stream.empty())
        .map(h -> read.apply(h, h.atMillis() - start))
        .toList();
  }

  boolean running() {
    return events.isEmpty() || !events.getLast().isEnd();
  }
}
