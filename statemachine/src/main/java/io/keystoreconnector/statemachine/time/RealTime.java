package io.keystoreconnector.statemachine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * The clock on the wall. The only place of this module in which a thread waits for time to pass.
 */
public final class RealTime implements Timeline {
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final Object changes = new Object();

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public void start(String name, Runnable work) {
    Thread.ofVirtual().name(name).start(work);
  }

  @Override
  public void await(Instant moment, BooleanSupplier condition) {
    synchronized (changes) {
      while (!condition.getAsBoolean() && instant().isBefore(moment)) {
        pause(Duration.between(instant(), moment));
      }
    }
  }

  @Override
  public void changed() {
    synchronized (changes) {
      changes.notifyAll();
    }
  }

  @SuppressWarnings("WaitNotInLoop") // await() is the loop
  private void pause(Duration left) {
    Duration pause = left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
    try {
      changes.wait(Math.max(1, pause.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting");
    }
  }
}
