package io.keystoreconnector.infra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Which release of the connector a stack or template is made from. */
public final class Release {

  /**
   * The environment variable of {@link #appId}, which the SDK reads by itself.
   *
   * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-appid.html">Application
   *     ID</a>
   */
  public static final String APP_ID = "AWS_SDK_UA_APP_ID";

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

  /** The name by which CloudTrail shows that a call came from a function of this release. */
  public static String appId() {
    return "keystore-connector-" + version();
  }

  /** The description of a stack that holds a connector and nothing else. */
  public static String description() {
    return "Key Store Connector %s: connects AWS KMS custom key stores, unattended."
        .formatted(version());
  }
}
