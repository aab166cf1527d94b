package io.keystoreconnector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.local.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What runs in the name of the project elsewhere does no more than it must. */
class AutomationTest {

  private static final Path ROOT = Installation.ofThisProcess().root();
  private static final Path WORKFLOWS = ROOT.resolve(".github/workflows");
  private static final Pattern PINNED =
      Pattern.compile("uses: [a-z-]+/[a-z-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");

  /** The only commands that a workflow may run: what they do can be tried on any machine. */
  private static final List<String> COMMANDS =
      List.of(
          ".ci/run",
          "./mvnw -Prelease deploy",
          "build/vulnerabilities.sh",
          "gh release create \"$TAG\" --draft --verify-tag --title \"$TAG\" dist/*",
          "build/held-back.sh");

  private static final List<String> OF_A_RELEASE = COMMANDS.subList(0, 4);

  static List<Path> workflows() throws IOException {
    try (Stream<Path> files = Files.list(WORKFLOWS)) {
      return files.toList();
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void everyActionIsPinnedByItsHash(Path workflow) throws IOException {
    assertThat(Files.readAllLines(workflow))
        .filteredOn(line -> line.contains("uses:"))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).containsPattern(PINNED));
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void aWorkflowMayOnlyReadUnlessOneOfItsJobsSaysOtherwise(Path workflow) throws IOException {
    assertThat(read(workflow).get("permissions")).isEqualTo(Map.of("contents", "read"));
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void aWorkflowRunsWhatAnyoneCanRunAndNothingElse(Path workflow) throws IOException {
    assertThat(steps(workflow))
        .filteredOn(step -> step.containsKey("run"))
        .extracting(step -> String.valueOf(step.get("run")))
        .isNotEmpty()
        .isSubsetOf(COMMANDS);
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void noStepKeepsTheRightToPush(Path workflow) throws IOException {
    assertThat(steps(workflow))
        .filteredOn(step -> String.valueOf(step.get("uses")).startsWith("actions/checkout@"))
        .isNotEmpty()
        .allSatisfy(
            step -> assertThat(step.get("with")).isEqualTo(Map.of("persist-credentials", false)));
  }

  @Test
  void aPullRequestGetsNoSecretAndNoRightToWrite() throws IOException {
    Path build = WORKFLOWS.resolve("build.yml");
    assertThat(object(read(build).get("on"))).containsKey("pull_request");
    assertThat(Files.readString(build)).doesNotContain("secrets.", ": write");
    assertThat(workflows())
        .allSatisfy(
            workflow ->
                assertThat(object(read(workflow).get("on")))
                    .doesNotContainKey("pull_request_target"));
    assertThat(object(read(WORKFLOWS.resolve("release.yml")).get("on"))).containsOnlyKeys("push");
  }

  @Test
  void aReleaseWaitsForAPersonAndForTheWholeBuild() throws IOException {
    Path release = WORKFLOWS.resolve("release.yml");
    assertThat(jobs(release))
        .singleElement()
        .extracting(job -> String.valueOf(job.get("environment")))
        .isEqualTo("release");
    assertThat(steps(release))
        .filteredOn(step -> step.containsKey("run"))
        .extracting(step -> String.valueOf(step.get("run")))
        .containsExactlyElementsOf(OF_A_RELEASE);
  }

  @Test
  void newerVersionsOfEverythingPinnedAreLookedFor() throws IOException {
    Map<String, Object> settings = read(ROOT.resolve(".github/dependabot.yml"));
    assertThat(list(settings.get("updates")).stream().map(AutomationTest::object))
        .extracting(update -> update.get("package-ecosystem") + " in " + update.get("directory"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Stream.of("maven in /", "github-actions in /"), npmFolders()).toList());
  }

  private static Stream<String> npmFolders() throws IOException {
    return BuildSettingsTest.foldersWith("package-lock.json").stream()
        .map(folder -> "npm in /" + ROOT.relativize(folder));
  }

  private static List<Map<String, Object>> jobs(Path workflow) throws IOException {
    return object(read(workflow).get("jobs")).values().stream()
        .<Map<String, Object>>map(AutomationTest::object)
        .toList();
  }

  private static List<Map<String, Object>> steps(Path workflow) throws IOException {
    return jobs(workflow).stream()
        .flatMap(job -> list(job.get("steps")).stream())
        .<Map<String, Object>>map(AutomationTest::object)
        .toList();
  }

  private static Collection<?> list(@Nullable Object value) {
    return (Collection<?>) Objects.requireNonNull(value);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(@Nullable Object value) {
    return (Map<String, Object>) Objects.requireNonNull(value);
  }

  private static Map<String, Object> read(Path file) throws IOException {
    return object(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
  }
}
