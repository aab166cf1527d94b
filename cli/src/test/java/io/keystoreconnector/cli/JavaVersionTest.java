package io.keystoreconnector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The command line is built with a newer JDK than the oldest one that runs it. */
class JavaVersionTest {

  /** The version of the class files of Java 21. */
  private static final int JAVA_21 = 65;

  @Test
  void everyClassOfOursRunsOnJava21() throws Exception {
    List<Path> ours =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(JavaVersionTest::isOurs)
            .toList();
    assertThat(ours).hasSizeGreaterThan(6);
    for (Path entry : ours) {
      assertThat(newest(entry)).as(entry.toString()).isBetween(1, JAVA_21);
    }
  }

  private static boolean isOurs(Path entry) {
    return entry.endsWith(Path.of("target", "classes"))
        || String.valueOf(entry.getFileName()).startsWith("keystore-connector-");
  }

  private static int newest(Path entry) throws IOException {
    if (Files.isDirectory(entry)) {
      return newestIn(entry);
    }
    try (FileSystem jar = FileSystems.newFileSystem(entry)) {
      return newestIn(jar.getPath("/"));
    }
  }

  private static int newestIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .mapToInt(JavaVersionTest::version)
          .max()
          .orElse(0);
    }
  }

  private static int version(Path file) {
    try (DataInputStream data = new DataInputStream(Files.newInputStream(file))) {
      data.skipNBytes(Integer.BYTES + Short.BYTES);
      return data.readUnsignedShort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
