package io.keystoreconnector.handlers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The release that the functions are from: reports say what has decided. */
final class Release {

  private static final String FILE = "release.properties";

  private static final String VERSION = read();

  private Release() {}

  /** Such as 1.2.3; a build between two releases ends with -SNAPSHOT. */
  static String version() {
    return VERSION;
  }

  /** From a file, because Lambda unpacks the jar, and its manifest then says nothing. */
  private static String read() {
    Properties properties = new Properties();
    try (InputStream in = Release.class.getResourceAsStream(FILE)) {
      properties.load(Objects.requireNonNull(in, FILE + " is not in the jar"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Objects.requireNonNull(properties.getProperty("version"), "no version in " + FILE);
  }
}
