package io.keystoreconnector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.local.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the build takes from others is checked, and does not run just because it was fetched. */
class BuildSettingsTest {

  private static final Path ROOT = Installation.ofThisProcess().root();

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
