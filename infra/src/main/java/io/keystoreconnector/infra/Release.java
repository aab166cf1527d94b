package io.keystoreconnector.infra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Which release of the connector a stack or template is made from. */
public final class Release {

  private static final String FILE = "version.txt";

  private Release() {}

  /** The version of this library. */
  public static String version() {
    try (InputStream in = Release.class.getResourceAsStream(FILE)) {
      return new String(
              Objects.requireNonNull(in, FILE + " is not in the library").readAllBytes(),
              StandardCharsets.UTF_8)
          .strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The description of a stack that holds a connector and nothing else. */
  public static String description() {
    return "Key Store Connector %s: connects AWS KMS custom key stores, unattended."
        .formatted(version());
  }
}
