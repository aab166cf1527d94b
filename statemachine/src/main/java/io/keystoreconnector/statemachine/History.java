package io.keystoreconnector.statemachine;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The events of one execution, passed to a listener as they occur. */
final class History {
  /**
   * The last event is the end of the execution.
   *
   * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Service
   *     quotas</a>
   */
  static final int LIMIT = 25_000;

  private final InstantSource clock;
  private final Consumer<HistoryEvent> listener;
  private final List<HistoryEvent> events = new ArrayList<>();
  private final List<String> path = new ArrayList<>();

  History(InstantSource clock, Consumer<HistoryEvent> listener) {
    this.clock = clock;
    this.listener = listener;
  }

  synchronized HistoryEvent append(long previous, String type, Map<String, ?> details) {
    if (events.size() >= LIMIT - 1) {
      throw new Interruption(Interruption.Kind.HISTORY_FULL);
    }
    if (type.endsWith("StateEntered")) {
      path.add(String.valueOf(details.get("name")));
    }
    return add(previous, type, details);
  }

  /** The end of the execution, for which space is always reserved. */
  synchronized void end(boolean afterTheLast, String type, Map<String, ?> details) {
    add(afterTheLast ? events.size() : 0, type, details);
  }

  private HistoryEvent add(long previous, String type, Map<String, ?> details) {
    HistoryEvent event =
        new HistoryEvent(events.size() + 1L, previous, clock.instant(), type, details);
    events.add(event);
    listener.accept(event);
    return event;
  }

  synchronized List<HistoryEvent> events() {
    return List.copyOf(events);
  }

  synchronized List<String> path() {
    return List.copyOf(path);
  }
}
