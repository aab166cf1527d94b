package io.keystoreconnector.cli;

import static io.keystoreconnector.cli.Scripts.executable;
import static io.keystoreconnector.cli.Scripts.printed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.keystoreconnector.local.Installation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code mvnw}, on a machine that has only the few commands that it needs. */
class MvnwTest {

  private static final Path ROOT = Installation.ofThisProcess().root();
  private static final String JAVA_HOME = System.getProperty("java.home");

  @TempDir private Path folder;

  @Test
  void mavenIsFetchedWithoutCurlAndWgetAndRunsOnlyIfItIsTheOneThatIsPinned() throws Exception {
    try (Repository repository = new Repository("not Maven".getBytes(UTF_8))) {
      assertThat(printed(1, mvnw(ROOT.resolve("mvnw"), repository.url())))
          .singleElement()
          .asString()
          .matches("mvnw: the checksum of apache-maven-.*-bin.tar.gz differs from the pinned one");
    }
    assertThat(release()).isEmptyDirectory();
  }

  @Test
  void saysWhereMavenCouldNotBeFetchedFrom() throws Exception {
    assertThat(printed(1, mvnw(ROOT.resolve("mvnw"), "http://127.0.0.1:1")))
        .first()
        .asString()
        .startsWith("http://127.0.0.1:1/org/apache/maven/apache-maven/")
        .endsWith("java.net.ConnectException: Connection refused");
  }

  @Test
  void mavenIsFetchedOnceAndKeptBesideWhatTheMavenWrapperKeeps() throws Exception {
    byte[] archive = archive();
    Path ofTheWrapper = release().resolve("3f1a2b4c/bin/mvn");
    Files.createDirectories(ofTheWrapper.getParent());
    executable(ofTheWrapper, "echo of the wrapper");
    ProcessBuilder mvnw;
    try (Repository repository = new Repository(archive)) {
      mvnw = mvnw(pinning(archive), repository.url());
      assertThat(printed(0, mvnw)).containsExactly("pinned --version");
    }
    assertThat(printed(0, mvnw)).containsExactly("pinned --version");
    try (Stream<Path> kept = Files.list(release())) {
      assertThat(kept.map(path -> path.getFileName().toString()).sorted())
          .hasSize(2)
          .startsWith("3f1a2b4c")
          .last()
          .asString()
          .startsWith("sha512-");
    }
  }

  @Test
  void theCopyOfABuildThatWasFasterIsUsedAsItIs() throws Exception {
    byte[] archive = archive();
    try (Repository repository = new Repository(archive)) {
      ProcessBuilder mvnw = mvnw(pinning(archive), repository.url());
      executable(
          folder.resolve("bin/tar"),
          """
          set -e
          faster=%s/sha512-$(sha512sum "$2" | cut -c 1-16)
          mkdir -p "$faster/bin"
          printf '#!/bin/sh\\necho faster\\n' >"$faster/bin/mvn"
          chmod +x "$faster/bin/mvn"
          exec %s "$@"
          """
              .formatted(release(), command("tar")));
      assertThat(printed(0, mvnw)).containsExactly("faster");
    }
    try (Stream<Path> kept = Files.walk(release())) {
      assertThat(kept.filter(path -> path.endsWith("mvn"))).hasSize(1);
    }
  }

  @Test
  void aFolderWithoutMavenInItsPlaceIsNamed() throws Exception {
    byte[] archive = archive();
    try (Repository repository = new Repository(archive)) {
      ProcessBuilder mvnw = mvnw(pinning(archive), repository.url());
      printed(0, mvnw);
      try (Stream<Path> kept = Files.list(release())) {
        Path home = kept.findFirst().orElseThrow();
        Files.delete(home.resolve("bin/mvn"));
        assertThat(printed(1, mvnw))
            .containsExactly("mvnw: " + home + " is not a complete Maven; delete it");
      }
    }
  }

  /** Where mvnw keeps the Maven that it pins. */
  private Path release() throws IOException {
    return folder.resolve("m2/wrapper/dists/apache-maven-" + pinned("version"));
  }

  private static String pinned(String name) throws IOException {
    return Files.readAllLines(ROOT.resolve("mvnw")).stream()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void mavenRunsOnTheJdkThatCompilesUnlessJavaHomeSaysOtherwise() throws Exception {
    byte[] archive = archive("echo $JAVA_HOME");
    Path jdks = folder.resolve("home/.jdks");
    jdk(jdks.resolve("older"), "24.0.2");
    jdk(jdks.resolve("right"), "25");
    jdk(jdks.resolve("zlast"), "250.0.1");
    try (Repository repository = new Repository(archive)) {
      ProcessBuilder mvnw = mvnw(pinning(archive), repository.url());
      assertThat(printed(0, mvnw)).containsExactly(JAVA_HOME);
      mvnw.environment().remove("JAVA_HOME");
      mvnw.environment().put("HOME", folder.resolve("home").toString());
      String found = printed(0, mvnw).getFirst();
      // One that is really there comes first.
      assertThat(found).matches(".*/right|/usr/lib/jvm/.*|/Library/.*");
      assertThat(Path.of(found, "release")).content().containsPattern("JAVA_VERSION=\"25[.\"]");
    }
  }

  /** Both scripts look in the same places; mvnw also runs where there is no bash. */
  @Test
  void aJdkIsLookedForWhereTheCommandLineLooks() throws Exception {
    assertThat(places(ROOT.resolve("mvnw"), "for jdk in (.*?); do"))
        .isEqualTo(
            places(ROOT.resolve("cli/src/main/sh/launch.sh"), "usual_java_homes=\\((.*?)\\)"))
        .hasSizeGreaterThan(3);
  }

  private static List<String> places(Path script, String list) throws IOException {
    Matcher found = Pattern.compile("(?s)" + list).matcher(Files.readString(script));
    assertThat(found.find()).isTrue();
    return List.of(found.group(1).replace("\\", "").strip().split("\\s+"));
  }

  private static void jdk(Path home, String version) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    executable(home.resolve("bin/java"), "exit 0");
    executable(home.resolve("bin/javac"), "exit 0");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
  }

  /** What stands for the archive of the pinned release. */
  private byte[] archive() throws Exception {
    return archive("echo pinned \"$@\"");
  }

  private byte[] archive(String command) throws Exception {
    String name = "apache-maven-" + pinned("version");
    Path mvn = folder.resolve("archived").resolve(name).resolve("bin/mvn");
    Files.createDirectories(mvn.getParent());
    executable(mvn, command);
    Path archive = folder.resolve("archive.tar.gz");
    printed(
        0,
        new ProcessBuilder(
            command("tar").toString(),
            "-czf",
            archive.toString(),
            "-C",
            folder.resolve("archived").toString(),
            name));
    return Files.readAllBytes(archive);
  }

  /** A copy of mvnw that pins this archive. */
  private Path pinning(byte[] archive) throws Exception {
    String sha512 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(archive));
    Path copy = folder.resolve("mvnw");
    Files.writeString(
        copy, Files.readString(ROOT.resolve("mvnw")).replace(pinned("sha512"), sha512));
    assertThat(copy.toFile().setExecutable(true)).isTrue();
    Files.createDirectories(folder.resolve("build"));
    Files.copy(ROOT.resolve("build/Download.java"), folder.resolve("build/Download.java"));
    return copy;
  }

  /** A repository that has the same bytes under every name. */
  private static final class Repository implements AutoCloseable {
    private final HttpServer server;

    Repository(byte[] bytes) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/org/apache/maven/apache-maven/",
          exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
          });
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  /** With the few commands that it needs on every machine. */
  private ProcessBuilder mvnw(Path script, String repository) throws IOException {
    Path commands = Files.createDirectory(folder.resolve("bin"));
    for (String name :
        List.of(
            "chmod",
            "cut",
            "dirname",
            "grep",
            "gzip",
            "mkdir",
            "mktemp",
            "mv",
            "rm",
            "sh",
            "sha512sum",
            "tar")) {
      executable(commands.resolve(name), "exec %s \"$@\"".formatted(command(name)));
    }
    ProcessBuilder mvnw = new ProcessBuilder(script.toString(), "--version");
    mvnw.environment().clear();
    mvnw.environment()
        .putAll(
            Map.of(
                "PATH",
                commands.toString(),
                "JAVA_HOME",
                JAVA_HOME,
                "MAVEN_USER_HOME",
                folder.resolve("m2").toString(),
                "MVNW_REPOURL",
                repository));
    return mvnw;
  }

  private static Path command(String name) {
    return List.of("/usr/bin", "/bin").stream()
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }
}
