package io.keystoreconnector.emulator.world;

/** Milliseconds as people write seconds: a whole number, or with a fraction if needed. */
final class Seconds {

  private Seconds() {}

  static Number of(long millis) {
    return millis % 1000 == 0 ? (Number) (millis / 1000) : (Number) (millis / 1000.0);
  }
}
