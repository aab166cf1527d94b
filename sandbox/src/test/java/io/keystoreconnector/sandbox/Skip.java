package io.keystoreconnector.sandbox;

import org.junit.jupiter.api.Assumptions;

/** Skips tests aloud: Maven itself counts them and leaves the reason to its files. */
public final class Skip {

  private Skip() {}

  /** Skips the test that calls this if what it needs is not there, and says so. */
  public static void unless(boolean there, String otherwise) {
    if (!there) {
      System.out.println("Skipped: " + otherwise);
    }
    Assumptions.assumeTrue(there, otherwise);
  }
}
