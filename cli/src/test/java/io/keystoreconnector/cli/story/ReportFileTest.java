package io.keystoreconnector.cli.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.keystoreconnector.cli.Shell;
import io.keystoreconnector.cli.Shell.Result;
import io.keystoreconnector.cli.operator.RunCommandTest;
import io.keystoreconnector.emulator.http.SandboxServer;
import io.keystoreconnector.emulator.world.RealTime;
import io.keystoreconnector.emulator.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

class ReportFileTest {

  private static final String CONNECTED =
      "{'title': 'Is <connected>', 'story': 'It is.',"
          + " 'world': {'keyStore': {'state': 'CONNECTED'}}, 'expect': {'status': 'SUCCEEDED'}}";

  @TempDir private Path folder;

  @Test
  void aRehearsalIsWrittenAsAPageThatSaysHowItEnded() throws IOException {
    Path file = folder.resolve("run.html");
    Result result = scenarios().connector("rehearse", "connected", "--report", file.toString());
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains(" report        " + file);
    assertThat(Files.readString(file))
        .startsWith("<!doctype html>")
        .contains("<title>payments: The key store is connected (rehearsal)</title>")
        .contains("./connector rehearse connected")
        .contains("\"headline\":\"The key store is connected\"")
        .contains("\"title\":\"Is \\u003cconnected\\u003e\"")
        .doesNotContain("{{");
  }

  @Test
  void inAFolderItIsNamedAfterStoreAndOutcome() throws IOException {
    Path reports = Files.createDirectory(folder.resolve("reports"));
    Result result = scenarios().connector("rehearse", "connected", "--report", reports.toString());
    try (Stream<Path> files = Files.list(reports)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .singleElement(STRING)
          .matches("rehearsal-payments-connected-\\d{8}T\\d{6}Z\\.html")
          .satisfies(
              name -> assertThat(result.out()).contains(" report        " + reports + "/" + name));
    }
  }

  @Test
  void thePageAsksNobodyForAnything() throws IOException {
    Path file = folder.resolve("run.html");
    scenarios().connector("rehearse", "connected", "--report", file.toString());
    assertThat(Files.readString(file))
        .contains("content=\"default-src 'none'; script-src 'sha256-")
        .doesNotContain("unsafe-inline")
        .doesNotContainPattern("<(script|img|link|iframe)[^>]+(src|href)=\"(?!data:,)");
  }

  @Test
  void withJsonOnlyTheJsonIsPrinted() throws IOException {
    Path file = Files.writeString(folder.resolve("run.html"), "an older one");
    Result result =
        scenarios().connector("rehearse", "connected", "--json", "--report", file.toString());
    assertThat(JSON.std.mapFrom(result.out())).containsEntry("outcome", "SUCCEEDED");
    assertThat(Files.readString(file)).startsWith("<!doctype html>");
  }

  @Test
  void aRunIsWrittenFromItsHistory() throws IOException {
    Path file = folder.resolve("run.html");
    RunCommandTest.signIn();
    World world =
        World.load(
            Map.of(
                "keyStores", List.of(Map.of("name", "payments", "state", "CONNECTED")),
                "clusters", List.of(Map.of())),
            InstantSource.system(),
            new RealTime());
    try (SandboxServer server = SandboxServer.start(world, 0)) {
      String url = server.endpoint().toString();
      Result result =
          Shell.ofThisTree()
              .connector(
                  "run",
                  "--request",
                  "{\"customKeyStoreName\": \"payments\"}",
                  "--endpoint-url",
                  url,
                  "--report",
                  file.toString());
      assertThat(result.code()).as(result.err()).isZero();
      assertThat(Files.readString(file))
          .contains("\"endpoint\":\"" + url + "\"", "\"world\":false")
          .contains("<title>payments: The key store is connected (at " + url + ")</title>")
          .contains("./connector run payments --endpoint-url ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run.txt       | --report must be a folder, or the name of a file that ends in .html, not run.txt.
          FOLDER/a.html | --report: FOLDER/a.html is a folder, not a file.
          FOLDER/b/c.html | --report: folder FOLDER/b does not exist.
          """)
  void aNameThatWillNotDoIsAnsweredBeforeAnythingIsPlayed(String name, String sentence)
      throws IOException {
    Files.createDirectories(folder.resolve("a.html"));
    String place = folder.toString();
    for (String command : List.of("rehearse connected", "run payments")) {
      String[] args = (command + " --report " + name.replace("FOLDER", place)).split(" ", -1);
      Result result = scenarios().connector(args);
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err()).isEqualTo(sentence.replace("FOLDER", place) + "\n");
      assertThat(result.out()).isEmpty();
    }
  }

  /** Whoever writes there is told that the disk is full. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aDiskThatIsFullAtTheEndDoesNotHideTheOutcome() throws IOException {
    Path full =
        Files.createSymbolicLink(
            folder.resolve("full.html"), Path.of("/dev/full").toAbsolutePath());
    Result result = scenarios().connector("rehearse", "connected", "--report", full.toString());
    Files.delete(full); // JUnit warns of links that lead out of its folder.
    assertThat(result.out()).contains("The key store is CONNECTED.");
    assertThat(result.err())
        .isEqualTo(
            "--report: %s could not be written; the run itself has ended.%n".formatted(full));
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void showsOneRunOnly() {
    Result result = scenarios().connector("rehearse", "--all", "--report", "all.html");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).isEqualTo("--report shows one run; use it with one scenario.\n");
  }

  private Shell scenarios() {
    return Shell.withOwnScenarios(folder)
        .scenario("connected", CONNECTED)
        .scenario("another", CONNECTED);
  }
}
