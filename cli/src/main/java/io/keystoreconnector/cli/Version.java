package io.keystoreconnector.cli;

import java.util.Objects;

/** Which release this is. */
final class Version {

  private Version() {}

  /** Name, version and, as far as it is known, the commit. */
  static String text() {
    String number =
        Objects.requireNonNullElse(
            Connector.class.getPackage().getImplementationVersion(), "not packaged");
    // Set by the script, which can ask Git.
    String commit = System.getProperty("connector.commit", "");
    return "Key Store Connector " + number + (commit.isEmpty() ? "" : ", commit " + commit);
  }
}
