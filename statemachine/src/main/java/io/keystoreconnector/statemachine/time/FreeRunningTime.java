package io.keystoreconnector.statemachine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Virtual time for a server, where no one waits: it jumps from event to event by itself while any
 * work is in progress, and stands still otherwise.
 */
public final class FreeRunningTime implements Timeline, AutoCloseable {
  private final VirtualTime time;
  // One permit for each event that may have given the driver work.
  private final Semaphore news = new Semaphore(0);
  private final Thread driver;

  /** Time that starts at the given moment. */
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

  /**
   * Moves the clock forward at once; work that waits for a moment that is now past continues, late.
   */
  public void advance(Duration duration) {
    time.advance(duration);
    news.release();
  }

  @Override
  public void start(String name, Runnable work) {
    time.start(name, work);
    news.release();
  }

  /** For work on this timeline only: outside threads do not take part. */
  @Override
  public void await(Instant moment, BooleanSupplier condition) {
    time.await(moment, condition);
  }

  @Override
  public void changed() {
    time.changed();
    news.release();
  }

  /** Nothing moves once the work in progress has ended. */
  @Override
  public void close() {
    driver.interrupt();
  }
}
