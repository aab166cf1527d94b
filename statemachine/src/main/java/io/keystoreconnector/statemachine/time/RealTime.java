package io.keystoreconnector.statemachine.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * The wall clock, or one that runs faster. The only place in this module where a thread waits for
 * time to pass.
 */
public final class RealTime implements Timeline {
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final Object changes = new Object();
  private final InstantSource wall;
  private volatile Pace pace;
  private volatile int speed;
  private int holds;

  /** Keeps the clock at the speed of the wall clock until it is closed. */
  public final class Hold implements AutoCloseable {
    private Hold() {}

    @Override
    public void close() {
      hold(-1);
    }
  }

  /** From a moment on the wall clock and one on this clock, that many times as fast. */
  private record Pace(Instant wall, Instant clock, int speed) {
    Instant at(Instant moment) {
      return clock.plus(Duration.between(wall, moment).multipliedBy(speed));
    }
  }

  /** The wall clock. */
  public RealTime() {
    this(1);
  }

  /**
   * A clock that starts at the wall clock's time and runs that many times as fast.
   *
   * @throws IllegalArgumentException if the speed is below 1
   */
  public RealTime(int speed) {
    this(speed, InstantSource.system());
  }

  RealTime(int speed, InstantSource wall) {
    this.wall = wall;
    Instant start = wall.instant();
    this.speed = checked(speed);
    this.pace = new Pace(start, start, speed);
  }

  private static int checked(int speed) {
    if (speed < 1) {
      throw new IllegalArgumentException("the speed must be 1 or more");
    }
    return speed;
  }

  @Override
  public Instant instant() {
    // One speed for the whole calculation, even if it changes meanwhile.
    Pace current = pace;
    return current.at(wall.instant());
  }

  /** How many times as fast as the wall clock it runs while nothing holds it. */
  public int speed() {
    return speed;
  }

  /**
   * Continues at another speed from its current moment.
   *
   * @throws IllegalArgumentException if the speed is below 1
   */
  public void goOnAt(int speed) {
    synchronized (changes) {
      this.speed = checked(speed);
      begin(Duration.ZERO);
    }
  }

  /**
   * Slows the clock to the speed of the wall clock for work that takes as long as it takes, so that
   * its duration is not multiplied. Holds may overlap; the clock is fast again after the last.
   */
  public Hold hold() {
    hold(1);
    return new Hold();
  }

  private void hold(int more) {
    synchronized (changes) {
      holds += more;
      begin(Duration.ZERO);
    }
  }

  /**
   * Moves the clock forward at once; work that waits for a moment that is now past continues, late.
   */
  public void advance(Duration duration) {
    begin(duration);
  }

  private void begin(Duration skipped) {
    synchronized (changes) {
      Instant now = wall.instant();
      pace = new Pace(now, pace.at(now).plus(skipped), holds > 0 ? 1 : speed);
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
        pause(Duration.between(instant(), moment).dividedBy(pace.speed));
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
