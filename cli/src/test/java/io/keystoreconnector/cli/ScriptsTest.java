package io.keystoreconnector.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.keystoreconnector.local.Installation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two scripts that a person runs, {@code mvnw} and {@code connector}. */
class ScriptsTest {

  private static final Path ROOT = Installation.ofThisProcess().root();
  private static final String JAVA_HOME = System.getProperty("java.home");

  @TempDir private Path folder;

  @Test
  void mavenIsFetchedWithoutCurlAndWgetAndRunsOnlyIfItIsTheOneThatIsPinned() throws Exception {
    byte[] another = "not Maven".getBytes(UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/org/apache/maven/apache-maven/",
        exchange -> {
          exchange.sendResponseHeaders(200, another.length);
          exchange.getResponseBody().write(another);
          exchange.close();
        });
    server.start();
    try {
      String repository = "http://127.0.0.1:" + server.getAddress().getPort();
      assertThat(printed(1, mvnw(repository)))
          .singleElement()
          .asString()
          .matches("mvnw: the checksum of apache-maven-.*-bin.tar.gz differs from the pinned one");
    } finally {
      server.stop(0);
    }
    assertThat(folder.resolve("m2/wrapper/dists")).isEmptyDirectory();
  }

  @Test
  void saysWhereMavenCouldNotBeFetchedFrom() throws Exception {
    assertThat(printed(1, mvnw("http://127.0.0.1:1")))
        .first()
        .asString()
        .startsWith("http://127.0.0.1:1/org/apache/maven/apache-maven/")
        .endsWith("java.net.ConnectException: Connection refused");
  }

  /** With the few commands that it needs on every machine. */
  private ProcessBuilder mvnw(String repository) throws IOException {
    Path commands = Files.createDirectory(folder.resolve("bin"));
    for (String name : List.of("cut", "dirname", "mkdir", "mktemp", "rm", "sh", "sha512sum")) {
      executable(commands.resolve(name), "exec %s \"$@\"".formatted(command(name)));
    }
    ProcessBuilder mvnw = new ProcessBuilder(ROOT.resolve("mvnw").toString(), "--version");
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

  /** StartUpTest says what they mean to each command. */
  @Test
  void theCommandLineGetsTheEnvironmentAsItIs() throws Exception {
    ProcessBuilder connector = new ProcessBuilder(built("connector"), "diagnose", "payments");
    connector.environment().put("JAVA_HOME", jdkWhoseJavaRuns("env"));
    connector.environment().put("MANAGED_KEY_STORES", "none");
    assertThat(printed(0, connector)).contains("MANAGED_KEY_STORES=none");
  }

  /** RunCommandTest says what that means. */
  @Test
  void theCommandLineIsToldWhetherItsOutputIsAPipe() throws Exception {
    ProcessBuilder piped = new ProcessBuilder(built("connector"), "status");
    piped.environment().put("JAVA_HOME", jdkWhoseJavaRuns("echo \"$@\""));
    assertThat(printed(0, piped)).singleElement().asString().contains("-Dconnector.pipe=true ");
    Path file = folder.resolve("printed");
    assertThat(piped.redirectOutput(file.toFile()).start().waitFor()).isZero();
    assertThat(file).content().contains(" status").doesNotContain("connector.pipe");
  }

  /** A copy of the script in a tree in which everything is built. */
  private String built(String script) throws IOException {
    for (String name :
        List.of(
            "pom.xml",
            "json/src/main/some.java",
            "functions/pom.xml",
            "functions/core/pom.xml",
            "functions/core/src/main/some.java",
            "functions/handlers/target/keystore-connector-handlers.jar",
            "statemachine/some.json",
            "statemachine/pom.xml",
            "statemachine/src/main/some.java",
            "runs/src/main/some.java",
            "sandbox/emulator/src/main/some.java",
            "cli/pom.xml",
            "cli/src/main/some.java",
            "cli/target/lib/some.jar",
            "cli/target/keystore-connector-cli.jar")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
    return Files.copy(ROOT.resolve(script), folder.resolve(script)).toString();
  }

  private String jdkWhoseJavaRuns(String command) throws IOException {
    Path home = folder.resolve("jdk");
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"25\"\n");
    executable(home.resolve("bin/java"), command);
    executable(home.resolve("bin/javac"), "");
    return home.toString();
  }

  private static void executable(Path file, String line) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** What it prints, and that it ends with this code. */
  private static List<String> printed(int code, ProcessBuilder command) throws Exception {
    Process process = command.redirectErrorStream(true).start();
    List<String> lines = process.inputReader(UTF_8).lines().toList();
    assertThat(process.waitFor()).as(lines.toString()).isEqualTo(code);
    return lines;
  }
}
