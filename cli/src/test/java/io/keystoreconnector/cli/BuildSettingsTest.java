package io.keystoreconnector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.local.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the build takes from others is checked, and does not run just because it was fetched. */
class BuildSettingsTest {

  private static final Path ROOT = Installation.ofThisProcess().root();

  /** Version 2.265.0 bundles a brace-expansion for which no advisory is known. */
  private static final int CDK_WITHOUT_ADVISORIES = 265;

  @Test
  void noPackageOfNpmRunsAScriptWhenItIsInstalled() throws IOException {
    assertThat(foldersWith("package-lock.json"))
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(
            folder ->
                assertThat(Files.readAllLines(folder.resolve(".npmrc")))
                    .contains("ignore-scripts=true"));
  }

  @Test
  void mavenRefusesWhatDoesNotMatchItsChecksum() throws IOException {
    assertThat(Files.readAllLines(ROOT.resolve(".mvn/maven.config")))
        .contains("--strict-checksums");
  }

  @Test
  void anAdvisoryForCdkIsToldUntilItsVersionIsNewer() throws IOException {
    boolean mended = minorOfCdk() >= CDK_WITHOUT_ADVISORIES;
    assertThat(Files.readString(ROOT.resolve("docs/security.md")).contains("brace-expansion"))
        .as("docs/security.md names the advisories for aws-cdk-lib")
        .isEqualTo(!mended);
  }

  private static int minorOfCdk() throws IOException {
    Matcher version =
        Pattern.compile("<aws-cdk.version>2\\.(\\d+)\\.")
            .matcher(Files.readString(ROOT.resolve("pom.xml")));
    assertThat(version.find()).isTrue();
    return Integer.parseInt(version.group(1));
  }

  static List<Path> foldersWith(String name) throws IOException {
    try (Stream<Path> files =
        Files.find(
            ROOT, 3, (file, attributes) -> file.endsWith(name) && attributes.isRegularFile())) {
      return files
          .map(Path::getParent)
          .filter(folder -> !folder.toString().contains("node_modules"))
          .toList();
    }
  }
}
