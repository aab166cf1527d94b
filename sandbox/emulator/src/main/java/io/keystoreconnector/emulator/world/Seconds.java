package io.keystoreconnector.emulator.world;

/** Milliseconds as people write them: whole seconds as whole numbers, others with a fraction. */
final class Seconds {

  private Seconds() {}

  static Number of(long millis) {
    return millis % 1000 == 0 ? (Number) (millis / 1000) : (Number) (millis / 1000.0);
  }
}
