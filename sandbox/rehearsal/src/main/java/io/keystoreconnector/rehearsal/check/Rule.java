package io.keystoreconnector.rehearsal.check;

import java.util.stream.Stream;

/** Something that holds for every run. */
public interface Rule {

  /** The violations, one sentence each; none if it holds. */
  Stream<String> breaches(Evidence evidence);

  /** Whether it is about the executions for several key stores, rather than about one key store. */
  default boolean isAboutFleets() {
    return false;
  }

  /** Its name. */
  default String name() {
    return getClass().getSimpleName();
  }
}
