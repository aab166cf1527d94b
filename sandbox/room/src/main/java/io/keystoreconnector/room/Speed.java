package io.keystoreconnector.room;

import io.keystoreconnector.emulator.world.Delay;
import io.keystoreconnector.statemachine.time.FreeRunningTime;
import io.keystoreconnector.statemachine.time.RealTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How fast the clock of an account runs.
 *
 * @param factor how many times as fast as real time; 0 for virtual time
 */
public record Speed(int factor) {

  /**
   * A virtual clock stands still while a client waits in real time. Without a second after each
   * refusal, the client would be refused for ever.
   */
  private record JumpingDelay(FreeRunningTime time) implements Delay {
    @Override
    public void pass(Duration duration) {
      time.advance(duration);
    }

    @Override
    public void afterRefusal() {
      time.advance(Duration.ofSeconds(1));
    }
  }

  /** Real time. */
  public static final Speed REAL = new Speed(1);

  /** Time stands still, and jumps from event to event while a run is in progress. */
  public static final Speed VIRTUAL = new Speed(0);

  /**
   * What the runner does between the steps is multiplied by the factor; above this limit it would
   * take more of a run's window than on AWS.
   */
  static final int FASTEST = 60;

  /**
   * Reads {@code real}, {@code virtual} or a number.
   *
   * @param name what the string is the value of, for the complaint
   * @throws IllegalArgumentException if it is none of these; the message is one sentence
   */
  public static Speed parse(String name, String text) {
    if (text.equals("real")) {
      return REAL;
    }
    if (text.equals("virtual")) {
      return VIRTUAL;
    }
    if (text.matches("\\d{1,4}")
        && Integer.parseInt(text) >= 1
        && Integer.parseInt(text) <= FASTEST) {
      return new Speed(Integer.parseInt(text));
    }
    throw new IllegalArgumentException(
        "%s must be real, virtual, or a whole number from 1 to %d.".formatted(name, FASTEST));
  }

  /** As {@link #parse} reads it. */
  String text() {
    return factor == 0 ? "virtual" : String.valueOf(factor);
  }

  /** A clock of this speed that starts now. */
  Clock start() {
    if (factor == 0) {
      FreeRunningTime time = new FreeRunningTime(Instant.now());
      return new Clock(time, new JumpingDelay(time), time::advance, Optional.empty(), time::close);
    }
    RealTime time = new RealTime(factor);
    return new Clock(
        time,
        d -> time.await(time.instant().plus(d), () -> false),
        time::advance,
        Optional.of(time),
        () -> {});
  }
}
