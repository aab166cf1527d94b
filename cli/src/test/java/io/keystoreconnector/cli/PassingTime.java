package io.keystoreconnector.cli;

import io.keystoreconnector.statemachine.time.Timeline;
import io.keystoreconnector.statemachine.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A clock that jumps, and lets something happen before: the clock of an account jumps as well. */
final class PassingTime implements Timeline {

  private final VirtualTime time = new VirtualTime(Instant.now());
  private final Consumer<Duration> meanwhile;

  /**
   * A clock.
   *
   * @param meanwhile hears by how much the clock is going to jump
   */
  PassingTime(Consumer<Duration> meanwhile) {
    this.meanwhile = meanwhile;
  }

  @Override
  public Instant instant() {
    return time.instant();
  }

  @Override
  public void start(String name, Runnable work) {
    time.start(name, work);
  }

  @Override
  public void await(Instant moment, BooleanSupplier condition) {
    meanwhile.accept(Duration.between(instant(), moment));
    time.await(moment, condition);
  }

  @Override
  public void changed() {
    time.changed();
  }
}
