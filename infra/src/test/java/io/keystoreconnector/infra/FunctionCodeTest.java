package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FunctionCodeTest {

  @TempDir private Path folder;

  @Test
  void theReleaseIsThatOfTheJarsThatAreHandedOut() throws IOException {
    FunctionCode.copyTo(folder);
    byte[] steps = Files.readAllBytes(folder.resolve("steps.jar"));
    byte[] lifecycle = Files.readAllBytes(folder.resolve("lifecycle.jar"));
    byte[] watch = Files.readAllBytes(folder.resolve("watch.jar"));
    assertThat(FunctionCode.release())
        .isEqualTo(FunctionCode.release(steps, lifecycle, watch))
        .matches("[0-9a-f]{12}");
  }

  /** A connector requests the file and its hash for each of its functions. */
  @ParameterizedTest
  @EnumSource
  void aJarIsUnpackedAndHashedOnce(FunctionCode.Jar jar) {
    assertThat(FunctionCode.Bundled.file(jar))
        .hasBinaryContent(jar.bytes())
        .isSameAs(FunctionCode.Bundled.file(jar));
    assertThat(jar.sha256()).isSameAs(jar.sha256());
  }

  @Test
  void theReleaseChangesWithEachJar() {
    byte[] one = {1};
    byte[] another = {2};
    assertThat(FunctionCode.release(one, one, one))
        .isNotEqualTo(FunctionCode.release(another, one, one))
        .isNotEqualTo(FunctionCode.release(one, another, one))
        .isNotEqualTo(FunctionCode.release(one, one, another));
  }
}
