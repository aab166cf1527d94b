package io.keystoreconnector.sandbox.scenario;

import io.keystoreconnector.sandbox.world.CallRecord;
import io.keystoreconnector.sandbox.world.EventRecord;
import io.keystoreconnector.statemachine.HistoryEvent;

/** Something that happened during a rehearsal, with its time. */
public sealed interface Happening {

  /** Milliseconds since the start. */
  long atMillis();

  /** The workflow moved on. */
  record InWorkflow(long atMillis, HistoryEvent event) implements Happening {}

  /** A service was called. */
  record AtService(long atMillis, CallRecord call) implements Happening {}

  /** The world changed, by itself or by a person. */
  record InWorld(long atMillis, EventRecord event) implements Happening {}
}
