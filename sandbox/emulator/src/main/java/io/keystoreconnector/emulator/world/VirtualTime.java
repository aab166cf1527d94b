package io.keystoreconnector.emulator.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves only on request, so that twenty minutes pass instantly. */
public final class VirtualTime implements InstantSource, Delay {

  private Instant now;

  /** Starts at the given instant. */
  public VirtualTime(Instant start) {
    this.now = start;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized void pass(Duration duration) {
    now = now.plus(duration);
  }
}
