package io.keystoreconnector.statemachine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * The clock on the wall, or one that runs faster. The only place of this module in which a thread
 * waits for time to pass.
 */
public final class RealTime implements Timeline {
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final Object changes = new Object();
  private final Instant start = Instant.now();
  private final int speed;
  private volatile Duration skipped = Duration.ZERO;

  /** The clock on the wall. */
  public RealTime() {
    this(1);
  }

  /**
   * A clock that begins with the one on the wall and runs so many times as fast.
   *
   * @throws IllegalArgumentException if the speed is below 1
   */
  public RealTime(int speed) {
    if (speed < 1) {
      throw new IllegalArgumentException("the speed has to be 1 or more");
    }
    this.speed = speed;
  }

  @Override
  public Instant instant() {
    return start.plus(Duration.between(start, Instant.now()).multipliedBy(speed)).plus(skipped);
  }

  /** Moves the clock on at once; who waits for a moment that is thereby past goes on, late. */
  public void advance(Duration duration) {
    synchronized (changes) {
      skipped = skipped.plus(duration);
      changes.notifyAll();
    }
  }

  @Override
  public void start(String name, Runnable work) {
    Thread.ofVirtual().name(name).start(work);
  }

  @Override
  public void await(Instant moment, BooleanSupplier condition) {
    synchronized (changes) {
      while (!condition.getAsBoolean() && instant().isBefore(moment)) {
        pause(Duration.between(instant(), moment).dividedBy(speed));
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
