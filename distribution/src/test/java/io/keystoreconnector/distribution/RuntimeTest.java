package io.keystoreconnector.distribution;

import static io.keystoreconnector.distribution.Unpacked.printed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The archive with a Java of its own, on a machine that has none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuntimeTest {

  private Path elsewhere;
  private Unpacked release;

  @BeforeAll
  void unpack(@TempDir Path folder, @TempDir Path other) throws Exception {
    assumeThat(Unpacked.tar()).exists();
    elsewhere = other;
    release = Unpacked.tar(folder);
  }

  @Test
  void itBringsItsOwnJava() throws Exception {
    assertThat(printed(0, connector("--version"))).contains(Unpacked.VERSION);
  }

  @Test
  void itRehearsesWithTheFunctionsThatAreDeployed() throws Exception {
    assertThat(printed(0, connector("rehearse", "start-disconnected"))).contains("CONNECTED");
  }

  /** With {@code -Xshare:on}, Java does not start if it cannot use the archive. */
  @Test
  void itsClassesAreArchivedWhereverItIsUnpacked() throws Exception {
    ProcessBuilder command = connector("--version");
    command.environment().put("JDK_JAVA_OPTIONS", "-Xshare:on");
    assertThat(printed(0, command)).contains(Unpacked.VERSION);
  }

  private ProcessBuilder connector(String... args) {
    ProcessBuilder command =
        release.connector(elsewhere, elsewhere.resolve("there is no Java"), args);
    command.environment().put("PATH", "/usr/bin:/bin");
    return command;
  }
}
