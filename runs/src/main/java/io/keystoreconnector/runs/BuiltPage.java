package io.keystoreconnector.runs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads the pages that the build makes from runs/web. */
public final class BuiltPage {

  private BuiltPage() {}

  /**
   * A page as the build made it.
   *
   * @param owner a class in the module and the package that the page is built into
   * @param name its file name
   * @throws IllegalStateException if the build did not make it
   */
  public static String of(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the build has not made " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
