package io.keystoreconnector.rehearsal;

/** How much the tests play: what fits into a build or, with {@code ./mvnw -Pproof}, everything. */
public final class Proof {

  /** Whether everything is played. */
  public static final boolean IS_WANTED = Boolean.getBoolean("connector.proof");

  private Proof() {}

  /** The value for everything, or the one that fits into a build. */
  public static <T> T either(T everything, T fitsIntoABuild) {
    return IS_WANTED ? everything : fitsIntoABuild;
  }
}
