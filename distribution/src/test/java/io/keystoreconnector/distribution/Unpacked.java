package io.keystoreconnector.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A release that someone has unpacked.
 *
 * @param home the one folder in it
 */
record Unpacked(Path home) {

  static final Path DIST = Path.of(System.getProperty("dist.folder", "target/dist"));
  static final String VERSION = System.getProperty("dist.version", "");
  static final String NAME = "connector-" + VERSION;

  /** What is not told to a command comes from this machine. */
  private static final Map<String, String> SANDBOX =
      Map.of(
          "AWS_REGION", "eu-central-1",
          "AWS_ACCESS_KEY_ID", "AKIATEST",
          "AWS_SECRET_ACCESS_KEY", "test",
          "AWS_EC2_METADATA_DISABLED", "true");

  /** The archive for any Java, as unzip would unpack it into a folder. */
  static Unpacked zip(Path folder) throws IOException {
    try (FileSystem zip =
            FileSystems.newFileSystem(
                DIST.resolve(NAME + ".zip"), Map.of("enablePosixFileAttributes", true));
        Stream<Path> files = Files.walk(zip.getPath("/"))) {
      for (Path file : files.toList()) {
        copy(file, folder.resolve(file.toString().substring(1)));
      }
    }
    return only(folder);
  }

  private static void copy(Path file, Path to) throws IOException {
    if (Files.isDirectory(file)) {
      Files.createDirectories(to);
      return;
    }
    Files.copy(file, to);
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    Files.setPosixFilePermissions(to, permissions);
  }

  /** The archive with a runtime, which only a release has. */
  static Path tar() {
    return DIST.resolve(NAME + "-linux-x64.tar.gz");
  }

  static Unpacked tar(Path folder) throws Exception {
    Path archive = tar();
    Process tar =
        new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", folder.toString())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    return only(folder);
  }

  private static Unpacked only(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve(NAME));
    }
    return new Unpacked(folder.resolve(NAME));
  }

  /** A command, called from another folder. */
  ProcessBuilder connector(Path from, Path java, String... args) {
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/connector").toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(SANDBOX);
    builder.environment().put("HOME", from.toString());
    builder.environment().put("JAVA_HOME", java.toString());
    return builder;
  }

  /** What it prints, to either stream, and that it ends with that code. */
  static String printed(int code, ProcessBuilder command) throws Exception {
    Process process = command.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(code);
    return output;
  }
}
