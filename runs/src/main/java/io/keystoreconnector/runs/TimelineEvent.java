package io.keystoreconnector.runs;

import io.keystoreconnector.statemachine.HistoryEvent;

/** Something that happened during a run, with its time. */
public sealed interface TimelineEvent permits TimelineEvent.InWorkflow, ServiceCall, WorldEvent {

  /** Milliseconds since the start. */
  long atMillis();

  /** The workflow moved on. */
  record InWorkflow(long atMillis, HistoryEvent event) implements TimelineEvent {}
}
