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
 * @param jump moves the clock on at once
 * @param real the clock itself, unless it is virtual
 * @param stop is to be called in the end
 */
record Clock(
    Timeline timeline,
    Delay delay,
    Consumer<Duration> jump,
    Optional<RealTime> real,
    Runnable stop) {

  Speed speed() {
    return real.map(time -> new Speed(time.speed())).orElse(Speed.VIRTUAL);
  }

  /**
   * Goes on at another speed; tells whether it can: a virtual clock stays one, and so does a real
   * one.
   */
  boolean goOnAt(Speed speed) {
    if (real.isEmpty() || speed.equals(Speed.VIRTUAL)) {
      return speed.equals(speed());
    }
    real.get().goOnAt(speed.factor());
    return true;
  }
}
