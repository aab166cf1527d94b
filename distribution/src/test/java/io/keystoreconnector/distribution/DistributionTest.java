package io.keystoreconnector.distribution;

import static io.keystoreconnector.distribution.Unpacked.printed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The archive for any Java, used as by someone who has downloaded it and has no clone. Two commands
 * at a time, because nothing else of the build is left to do.
 */
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DistributionTest {

  private static final Pattern ENDPOINT = Pattern.compile("\"endpoint\":\"([^\"]+)\"");
  private static final Pattern PACKAGE =
      Pattern.compile("\"node_modules/([^\"]+)\": \\{\\s+\"version\": \"([^\"]+)\"([^{}]*)");
  private static final Path JAVA = Path.of(System.getProperty("java.home"));

  private Path elsewhere;
  private Unpacked release;
  private Process sandbox;
  private String endpoint;

  @BeforeAll
  void unpack(@TempDir Path folder) throws IOException {
    elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    release = Unpacked.zip(Files.createDirectory(folder.resolve("unpacked")));
    sandbox =
        release
            .connector(elsewhere, JAVA, "sandbox", "--port", "0", "--json", "--speed", "20")
            .start();
    BufferedReader lines = sandbox.inputReader(UTF_8);
    Matcher listening = ENDPOINT.matcher(String.valueOf(lines.readLine()));
    assertThat(listening.find()).isTrue();
    endpoint = listening.group(1);
    // It prints each call, and would wait once the pipe is full.
    Thread.startVirtualThread(() -> lines.lines().forEach(call -> {}));
  }

  @AfterAll
  void stop() {
    sandbox.destroy();
  }

  @Test
  void itSaysWhichReleaseItIs() throws Exception {
    assertThat(connector("--version")).contains("Key Store Connector " + Unpacked.VERSION);
  }

  @Test
  void itShowsItsHelpAndSaysNothingOfBuilding() throws Exception {
    assertThat(connector("--help")).contains("status", "rehearse").doesNotContain("building");
  }

  @Test
  void itRehearsesWithTheFunctionsThatAreDeployed() throws Exception {
    assertThat(connector("rehearse", "start-disconnected")).contains("CONNECTED");
  }

  @Test
  void itRehearsesAFileOfTheFolderInWhichItIsCalled() throws Exception {
    Files.copy(
        release.home().resolve("scenarios/start-connected.json"), elsewhere.resolve("own.json"));
    assertThat(connector("rehearse", "own.json")).contains("CONNECTED");
  }

  @Test
  void itShowsTheKeyStoresOfAnAccount() throws Exception {
    assertThat(inASandbox("status")).contains("payments");
  }

  @Test
  void itPlansToDeployItself() throws Exception {
    assertThat(
            inASandbox("deploy", "--bucket", "my-artifacts", "--key-stores", "prod-*", "--dry-run"))
        .contains("AWS::StepFunctions::StateMachine");
  }

  @Test
  void itPublishesItself() throws Exception {
    assertThat(
            inASandbox(
                "publish", "--bucket-prefix=my-artifacts", "--regions=eu-central-1", "--yes"))
        .contains("connector/" + Unpacked.VERSION + "/keystore-connector.template.json: uploaded");
  }

  private String inASandbox(String... command) throws Exception {
    return connector(
        Stream.concat(Stream.of(command), Stream.of("--endpoint-url", endpoint))
            .toArray(String[]::new));
  }

  /** Otherwise every command would load all its classes anew. */
  @Test
  void itKeepsTheClassesOfACommandForTheNextTime() throws Exception {
    connector("--version");
    assertThat(release.home().resolve("cache/help.jsa")).isNotEmptyFile();
  }

  @Test
  void itHasTheTemplateAndTheFunctionsThatItDeploys() throws Exception {
    assertThat(connector("template", "--out", "deploy")).contains("aws cloudformation deploy");
    try (Stream<Path> files = Files.list(elsewhere.resolve("deploy"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains(
              "keystore-connector.template.json",
              "connector-hub.template.json",
              "steps.jar",
              "lifecycle.jar",
              "watch.jar");
    }
  }

  @Test
  void aCommandCanBePastedAsItIsPrinted() throws Exception {
    ProcessBuilder pasted = release.connector(release.home(), JAVA);
    pasted.command("./connector", "--version");
    assertThat(printed(0, pasted)).contains(Unpacked.VERSION);
  }

  @Test
  void itIsFoundThroughALink() throws Exception {
    Path link = elsewhere.resolve("link");
    Files.createSymbolicLink(link, release.home().resolve("bin/connector"));
    ProcessBuilder linked = release.connector(elsewhere, JAVA);
    linked.command(link.toString(), "--version");
    assertThat(printed(0, linked)).contains(Unpacked.VERSION);
  }

  @Test
  void anOlderJavaIsRefusedWithWhatIsNeeded(@TempDir Path folder) throws Exception {
    Unpacked alone = Unpacked.zip(folder);
    Path launch = alone.home().resolve("lib/launch.sh");
    String script = Files.readString(launch);
    Files.writeString(
        launch, script.replaceFirst("(?s)usual_java_homes=\\([^)]*\\)", "usual_java_homes=()"));
    Path old = java(folder.resolve("old"), "17.0.15");
    ProcessBuilder command = alone.connector(elsewhere, old, "status");
    command.environment().put("PATH", old.resolve("bin") + ":/usr/bin:/bin");
    assertThat(printed(1, command))
        .isEqualTo(
            "connector: Java 21 or later is required; the newest one found is 17. Install it, or"
                + " set JAVA_HOME to it.\n");
  }

  /** A folder that looks like one of Java, with what a manager of versions puts on the PATH. */
  private static Path java(Path home, String version) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    Path java = Files.writeString(home.resolve("bin/java"), "#!/bin/sh\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return home;
  }

  @Test
  void noLibraryIsThereInTwoVersions() throws Exception {
    try (Stream<Path> files = Files.list(release.home().resolve("lib"))) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".jar"))
              .map(name -> name.replaceFirst("-\\d[^-]*(-SNAPSHOT)?\\.jar$", ""))
              .toList();
      assertThat(names)
          .contains("keystore-connector-cli", "picocli", "kms")
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void theNoticeNamesEveryLibraryOfOthers() throws Exception {
    String notice = Files.readString(release.home().resolve("NOTICE"));
    try (Stream<Path> files = Files.list(release.home().resolve("lib"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".jar") && !name.startsWith("keystore-connector-"))
          .isNotEmpty()
          .allSatisfy(
              name ->
                  assertThat(notice)
                      .contains(":" + name.replaceFirst("-(\\d[^-]*)\\.jar$", ":$1 (")));
    }
  }

  @Test
  void theNoticeNamesEveryPackageOfOthersInThePages() throws Exception {
    String lock = Files.readString(Path.of("../runs/web/package-lock.json"));
    String notice = Files.readString(release.home().resolve("NOTICE"));
    Matcher packages = PACKAGE.matcher(lock);
    int found = 0;
    while (packages.find()) {
      if (!packages.group(3).contains("\"dev\": true")) {
        found++;
        assertThat(notice).contains("npm:%s:%s (".formatted(packages.group(1), packages.group(2)));
      }
    }
    assertThat(found).isGreaterThan(4);
  }

  private String connector(String... args) throws Exception {
    return printed(0, release.connector(elsewhere, JAVA, args));
  }
}
