package io.keystoreconnector.emulator.world;

import java.time.Duration;

/** Real time, for worlds that serve other programs. The only place in this module that waits. */
public final class RealTime implements Delay {

  @Override
  public void pass(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
