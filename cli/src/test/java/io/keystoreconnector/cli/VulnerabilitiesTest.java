package io.keystoreconnector.cli;

import static io.keystoreconnector.cli.Scripts.executable;
import static io.keystoreconnector.cli.Scripts.printed;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.local.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that compares a release with the list of known vulnerabilities. */
class VulnerabilitiesTest {

  private static final Path SCRIPT =
      Installation.ofThisProcess().root().resolve("build/vulnerabilities.sh");

  @TempDir private Path folder;

  @BeforeEach
  void copyTheScript() throws IOException {
    Files.createDirectories(folder.resolve("build"));
    Files.createDirectories(folder.resolve("dist"));
    Files.createDirectories(folder.resolve("bin"));
    Files.copy(SCRIPT, folder.resolve("build/vulnerabilities.sh"));
    executable(folder.resolve("bin/dirname"), "exec /usr/bin/dirname \"$@\"");
  }

  @Test
  void theScannerGetsTheBillOfMaterialsAndDecides() throws Exception {
    Path materials = released();
    executable(folder.resolve("bin/osv-scanner"), "echo \"$@\"; exit 1");
    assertThat(printed(1, script()))
        .containsExactly(
            "scan source --offline-vulnerabilities --download-offline-databases --lockfile "
                + materials);
    assertThat(printed(1, script("--offline")))
        .containsExactly("scan source --offline --lockfile " + materials);
  }

  @Test
  void withoutTheScannerGoRunsAVersionThatIsPinned() throws Exception {
    var _ = released();
    executable(folder.resolve("bin/go"), "echo \"$@\"");
    assertThat(printed(0, script()))
        .singleElement()
        .asString()
        .matches(
            "run github.com/google/osv-scanner/v2/cmd/osv-scanner@v\\d+\\.\\d+\\.\\d+ scan .*");
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    assertThat(printed(2, script()))
        .containsExactly(
            "vulnerabilities: dist has no bill of materials; run ./mvnw -Prelease deploy first.");
    var _ = released();
    assertThat(printed(2, script()))
        .containsExactly(
            "vulnerabilities: neither osv-scanner nor go is on the PATH; install one of them.");
    assertThat(printed(2, script("--ofline")))
        .containsExactly("vulnerabilities: --ofline is unknown; --offline is the only option.");
  }

  private Path released() throws IOException {
    return Files.createFile(folder.resolve("dist/connector-1.2.3.cdx.json"));
  }

  private ProcessBuilder script(String... options) {
    ProcessBuilder script =
        new ProcessBuilder(
            Stream.concat(
                    Stream.of("bash", folder.resolve("build/vulnerabilities.sh").toString()),
                    Arrays.stream(options))
                .toList());
    script.environment().put("PATH", folder.resolve("bin").toString());
    return script;
  }
}
