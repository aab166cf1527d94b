package io.keystoreconnector.statemachine.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** A clock on which pieces of work run side by side and wait: for a moment, or for one another. */
public interface Timeline extends InstantSource {

  /**
   * Starts work beside what is already under way. The work must not throw; the name is for people
   * and for a {@link VirtualTime.Chooser}.
   */
  void start(String name, Runnable work);

  /**
   * Holds the caller until the moment has come or the condition holds, whichever is first.
   *
   * @throws java.util.concurrent.CancellationException if the caller's thread is interrupted
   */
  void await(Instant moment, BooleanSupplier condition);

  /** Tells those who wait that something they wait for may have come true. */
  void changed();
}
