package io.keystoreconnector.cli;

import static io.keystoreconnector.cli.Scripts.executable;
import static io.keystoreconnector.cli.Scripts.printed;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.local.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code build/reproducible.sh}, with something in place of Maven. */
class ReproducibleTest {

  @TempDir private Path root;

  private ProcessBuilder script(String mvnw) throws Exception {
    Path copy = Files.createDirectories(root.resolve("build")).resolve("reproducible.sh");
    Files.copy(Installation.ofThisProcess().root().resolve("build/reproducible.sh"), copy);
    executable(root.resolve("mvnw"), mvnw);
    return new ProcessBuilder(copy.toString());
  }

  @Test
  void printsTheChecksumsOfWhatIsTheSameInBothBuilds() throws Exception {
    ProcessBuilder same = script("mkdir dist; echo same >dist/connector.zip");
    assertThat(printed(0, same))
        .anyMatch(line -> line.matches("[0-9a-f]{64}  ./dist/connector.zip"));
  }

  @Test
  void failsAndNamesWhatDiffers() throws Exception {
    ProcessBuilder other = script("mkdir dist; pwd >dist/connector.zip");
    assertThat(printed(1, other))
        .contains("reproducible: these files differ.")
        .anyMatch(line -> line.endsWith("./dist/connector.zip"));
  }

  @Test
  void failsIfNothingCanBeBuilt() throws Exception {
    assertThat(printed(7, script("echo no network; exit 7"))).contains("no network");
  }
}
