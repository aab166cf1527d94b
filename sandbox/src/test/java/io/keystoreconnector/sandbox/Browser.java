package io.keystoreconnector.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.sandbox.scenario.Tree;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The tests in web/test, which look at pages with Chromium. */
public final class Browser {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private Browser() {}

  /** Skips the test that calls this where there is none. */
  public static void need() {
    Skip.unless(path().isPresent(), "none of " + NAMES + " is on the PATH");
  }

  private static Optional<Path> path() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Runs one of the files in web/test with these variables. */
  public static void assertHolds(String file, Map<String, String> variables)
      throws IOException, InterruptedException {
    ProcessBuilder node =
        new ProcessBuilder("node", "--test", "--test-reporter=spec", "test/" + file)
            .directory(Tree.ofThisProcess().root().resolve("sandbox/web").toFile())
            .redirectErrorStream(true);
    node.environment().putAll(variables);
    node.environment().put("CHROMIUM", path().orElseThrow().toString());
    Process tests = node.start();
    String told = new String(tests.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(tests.waitFor()).as(told).isZero();
  }
}
