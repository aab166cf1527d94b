package io.keystoreconnector.runs;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * What is known about a run, with times in milliseconds since it began.
 *
 * @param world whether the calls to the services and the events in the world are also known
 * @param elapsedMillis how long it took, or has taken so far
 */
record RunData(
    RunHistory history,
    List<Timed<ServiceCall>> calls,
    List<Timed<WorldEvent>> happened,
    boolean world,
    long elapsedMillis) {

  /** Something and its time. */
  record Timed<T>(long atMillis, T what) {}

  /**
   * A run of which only the history is known.
   *
   * @param nowMillis since it began
   */
  static RunData of(RunHistory history, long nowMillis) {
    return new RunData(history, List.of(), List.of(), false, elapsed(history, nowMillis));
  }

  /**
   * A run in a world that is known: sorts out what happened.
   *
   * @param nowMillis on the same clock as the events
   */
  static RunData of(List<TimelineEvent> events, long nowMillis) {
    long start =
        events.stream()
            .filter(TimelineEvent.InWorkflow.class::isInstance)
            .mapToLong(TimelineEvent::atMillis)
            .findFirst()
            .orElse(nowMillis);
    RunHistory history =
        new RunHistory(
            only(
                events,
                TimelineEvent.InWorkflow.class,
                (event, at) -> new TimelineEvent.InWorkflow(at, event.event()),
                start));
    return new RunData(
        history,
        only(events, ServiceCall.class, (call, at) -> new Timed<>(at, call), start),
        only(events, WorldEvent.class, (event, at) -> new Timed<>(at, event), start),
        true,
        elapsed(history, nowMillis - start));
  }

  private static long elapsed(RunHistory history, long nowMillis) {
    return history.end().isPresent() ? history.events().getLast().atMillis() : nowMillis;
  }

  private static <E extends TimelineEvent, T> List<T> only(
      List<TimelineEvent> events, Class<E> kind, BiFunction<E, Long, T> read, long start) {
    return events.stream()
        .flatMap(e -> kind.isInstance(e) ? Stream.of(kind.cast(e)) : Stream.empty())
        .map(e -> read.apply(e, e.atMillis() - start))
        .toList();
  }

  boolean running() {
    return history.end().isEmpty();
  }
}
