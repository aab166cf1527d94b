package io.keystoreconnector.cli.rehearse;

import io.keystoreconnector.cli.terminal.ExitCode;
import java.util.concurrent.CountDownLatch;

/** Holds a command until someone stops it, which is how it is meant to end. */
final class UntilStopped {

  private UntilStopped() {}

  /**
   * Returns when the thread is interrupted. On Ctrl-C or SIGTERM it closes what was open and ends
   * the process with exit code 0: Java's own exit code for that would signal a failure.
   */
  static void hold(AutoCloseable open, Runnable stopped) {
    Thread stop =
        new Thread(
            () -> {
              close(open);
              stopped.run();
              Runtime.getRuntime().halt(ExitCode.GOOD);
            });
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Runtime.getRuntime().removeShutdownHook(stop);
    }
  }

  private static void close(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception e) {
      // The process ends anyway.
    }
  }
}
