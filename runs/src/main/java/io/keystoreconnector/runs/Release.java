package io.keystoreconnector.runs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * A release of the connector.
 *
 * @param version such as 1.2.3; a build between two releases ends with -SNAPSHOT
 * @param sources the address at which its sources are published
 */
public record Release(String version, String sources) {

  private static final String FILE = "release.properties";
  private static final String BETWEEN_RELEASES = "-SNAPSHOT";

  /** The release that this code belongs to. */
  public static Release ofThisCode() {
    Properties properties = new Properties();
    try (InputStream in = Release.class.getResourceAsStream(FILE)) {
      properties.load(Objects.requireNonNull(in, FILE + " is not in the library"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Release(property(properties, "version"), property(properties, "sources"));
  }

  private static String property(Properties properties, String name) {
    return Objects.requireNonNull(properties.getProperty(name), name + " is not in " + FILE);
  }

  /** The public page of its runbook; between two releases, that of the main branch. */
  public String runbook() {
    String revision = version.endsWith(BETWEEN_RELEASES) ? "main" : "v" + version;
    return "%s/blob/%s/docs/runbook.md".formatted(sources, revision);
  }
}
