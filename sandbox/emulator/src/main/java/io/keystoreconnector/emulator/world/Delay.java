package io.keystoreconnector.emulator.world;

import java.time.Duration;

/** Lets time pass during a slow call: virtual time moves forward, real time must pass. */
@FunctionalInterface
public interface Delay {

  /** Returns when {@code duration} has passed on the clock that belongs to it. */
  void pass(Duration duration);

  /**
   * Spends what a client waits on another clock after a quota has refused its call; nothing if
   * clients wait on this one.
   */
  default void afterRefusal() {}
}
