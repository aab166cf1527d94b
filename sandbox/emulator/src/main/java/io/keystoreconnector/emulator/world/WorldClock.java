package io.keystoreconnector.emulator.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The moment up to which a world has been played, in milliseconds since the world's start. It lags
 * behind the outer clock while the world catches up, so that everything overdue happens at its own
 * time and not at the time of the read.
 */
final class WorldClock {

  private final InstantSource source;
  private final Instant start;
  private long moment;

  WorldClock(InstantSource source, long alreadyPlayedMillis) {
    this.source = source;
    this.start = source.instant().minusMillis(alreadyPlayedMillis);
    this.moment = alreadyPlayedMillis;
  }

  /** The current time of the outer clock. */
  long target() {
    return Math.max(moment, Duration.between(start, source.instant()).toMillis());
  }

  Instant start() {
    return start;
  }

  long moment() {
    return moment;
  }

  void playTo(long millis) {
    moment = Math.max(moment, millis);
  }

  Instant instant(long millis) {
    return start.plusMillis(millis);
  }

  /** AWS writes timestamps as seconds since the epoch, with a fraction. */
  double epochSeconds(long millis) {
    return start.plusMillis(millis).toEpochMilli() / 1000.0;
  }
}
