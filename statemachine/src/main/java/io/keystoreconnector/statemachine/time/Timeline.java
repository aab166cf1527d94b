package io.keystoreconnector.statemachine.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** A clock on which pieces of work run in parallel and wait for a moment or for one another. */
public interface Timeline extends InstantSource {

  /**
   * Starts work in addition to what is in progress. The work must not throw; the name is for people
   * and for a {@link VirtualTime.Chooser}.
   */
  void start(String name, Runnable work);

  /**
   * Blocks the caller until the moment has come or the condition is true, whichever is first.
   *
   * @throws java.util.concurrent.CancellationException if the caller's thread is interrupted
   */
  void await(Instant moment, BooleanSupplier condition);

  /** Notifies waiting work that its condition may have become true. */
  void changed();
}
