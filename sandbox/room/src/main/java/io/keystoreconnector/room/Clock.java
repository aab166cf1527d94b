package io.keystoreconnector.room;

import io.keystoreconnector.emulator.world.Delay;
import io.keystoreconnector.statemachine.time.RealTime;
import io.keystoreconnector.statemachine.time.Timeline;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The clock of an account.
 *
 * @param delay how a slow call spends time
 * @param jump moves the clock forward at once
 * @param real the clock itself, unless it is virtual
 * @param stop must be called at the end
 */
record Clock(
    Timeline timeline,
    Delay delay,
    Consumer<Duration> jump,
    Optional<RealTime> real,
    Runnable stop) {

  /** Keeps a clock at the speed of real time until it is closed. */
  @FunctionalInterface
  interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Lets work that really takes time take no more than that; a virtual clock stands still anyway.
   */
  Hold hold() {
    return real.<Hold>map(time -> time.hold()::close).orElse(() -> {});
  }

  Speed speed() {
    return real.map(time -> new Speed(time.speed())).orElse(Speed.VIRTUAL);
  }

  /**
   * Continues at another speed; returns whether it can. A virtual clock stays virtual, and a real
   * one stays real.
   */
  boolean goOnAt(Speed speed) {
    if (real.isEmpty() || speed.equals(Speed.VIRTUAL)) {
      return speed.equals(speed());
    }
    real.get().goOnAt(speed.factor());
    return true;
  }
}
