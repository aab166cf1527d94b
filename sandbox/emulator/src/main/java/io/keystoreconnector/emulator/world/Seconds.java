package io.keystoreconnector.emulator.world;

import java.math.BigDecimal;

/** Milliseconds as people write them: whole seconds as whole numbers, others with a fraction. */
final class Seconds {

  private Seconds() {}

  static Number of(long millis) {
    return millis % 1000 == 0 ? (Number) (millis / 1000) : (Number) (millis / 1000.0);
  }

  static long toMillis(Number seconds) {
    return new BigDecimal(seconds.toString()).movePointRight(3).longValue();
  }
}
