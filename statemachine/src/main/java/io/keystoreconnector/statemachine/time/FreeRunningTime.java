package io.keystoreconnector.statemachine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Virtual time for a server, where nobody stands by to wait: it jumps from event to event by itself
 * as long as any work is under way, and stands still otherwise.
 */
public final class FreeRunningTime implements Timeline, AutoCloseable {
  private final VirtualTime time;
  // A permit for everything that may have given the driver something to do.
  private final Semaphore news = new Semaphore(0);
  private final Thread driver;

  /** Time from the given moment on. */
  public FreeRunningTime(Instant start) {
    this.time = new VirtualTime(start);
    this.driver = Thread.ofPlatform().daemon().name("virtual time").start(this::drive);
  }

  @SuppressWarnings("InfiniteLoopStatement") // close() ends it by an interrupt
  private void drive() {
    try {
      while (true) {
        news.acquire();
        time.runAllThatIsDue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Instant instant() {
    return time.instant();
  }

  /** Moves the clock on at once; who waits for a moment that is thereby past goes on, late. */
  public void advance(Duration duration) {
    time.advance(duration);
    news.release();
  }

  @Override
  public void start(String name, Runnable work) {
    time.start(name, work);
    news.release();
  }

  /** For work on this timeline only: a thread from outside has no part in it. */
  @Override
  public void await(Instant moment, BooleanSupplier condition) {
    time.await(moment, condition);
  }

  @Override
  public void changed() {
    time.changed();
    news.release();
  }

  /** Nothing moves any more once the work that is under way has ended. */
  @Override
  public void close() {
    driver.interrupt();
  }
}
