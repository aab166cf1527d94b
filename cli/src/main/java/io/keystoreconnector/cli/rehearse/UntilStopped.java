package io.keystoreconnector.cli.rehearse;

import io.keystoreconnector.cli.terminal.ExitCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Holds a command until someone stops it, which is how it is meant to end. */
final class UntilStopped {

  private static final Duration LONGEST = Duration.ofSeconds(3);

  private UntilStopped() {}

  /**
   * Returns when the thread is interrupted. On Ctrl-C or SIGTERM it closes what was open and ends
   * the process with exit code 0: Java's own exit code for that would signal a failure.
   */
  static void hold(AutoCloseable open, Runnable stopped) {
    Thread stop =
        new Thread(
            () -> {
              closeSoon(open, stopped);
              Runtime.getRuntime().halt(ExitCode.GOOD);
            });
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Runtime.getRuntime().removeShutdownHook(stop);
    }
  }

  /** The reader of the output, or of an answer, may have stopped reading. */
  private static void closeSoon(AutoCloseable open, Runnable stopped) {
    Thread closing =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  close(open);
                  stopped.run();
                });
    try {
      boolean unused = closing.join(LONGEST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
