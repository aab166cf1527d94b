package io.keystoreconnector.cli;

import static io.keystoreconnector.cli.Scripts.executable;
import static io.keystoreconnector.cli.Scripts.printed;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.local.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code connector}, which a person runs; MvnwTest has the other one. */
class ScriptsTest {

  private static final Path ROOT = Installation.ofThisProcess().root();
  private static final String LAUNCH = "cli/src/main/sh/launch.sh";

  @TempDir private Path folder;

  /** StartUpTest says what they mean to each command. */
  @Test
  void theCommandLineGetsTheEnvironmentAsItIs() throws Exception {
    ProcessBuilder connector = new ProcessBuilder(built("connector"), "diagnose", "payments");
    connector.environment().put("JAVA_HOME", jdkWhoseJavaRuns("env"));
    connector.environment().put("MANAGED_KEY_STORES", "none");
    assertThat(printed(0, connector)).contains("MANAGED_KEY_STORES=none");
  }

  /** RunCommandTest says what that means. */
  @Test
  void theCommandLineIsToldWhetherItsOutputIsAPipe() throws Exception {
    ProcessBuilder piped = new ProcessBuilder(built("connector"), "status");
    piped.environment().put("JAVA_HOME", jdkWhoseJavaRuns("echo \"$@\""));
    assertThat(printed(0, piped)).singleElement().asString().contains("-Dconnector.pipe=true ");
    Path file = folder.resolve("printed");
    assertThat(piped.redirectOutput(file.toFile()).start().waitFor()).isZero();
    assertThat(file).content().contains(" status").doesNotContain("connector.pipe");
  }

  /** Otherwise all commands but the first would load their classes anew each time. */
  @Test
  void eachCommandKeepsItsClassesInAFileOfItsOwn() throws Exception {
    Set<String> commands =
        Connector.commandLine(Installation.ofThisProcess(), Printed.PAPER)
            .getSubcommands()
            .keySet();
    assertThat(commands).contains("status", "rehearse");
    String connector = built("connector");
    for (String command : commands) {
      ProcessBuilder started = new ProcessBuilder(connector, command);
      started.environment().put("JAVA_HOME", jdkWhoseJavaRuns("echo \"$@\""));
      assertThat(printed(0, started).toString()).contains("/cli/target/cache/" + command + ".jsa");
    }
  }

  /** A copy of the script in a tree in which everything is built. */
  private String built(String script) throws IOException {
    for (String name :
        List.of(
            "pom.xml",
            "json/src/main/some.java",
            "functions/pom.xml",
            "functions/core/pom.xml",
            "functions/core/src/main/some.java",
            "functions/handlers/target/keystore-connector-handlers.jar",
            "statemachine/some.json",
            "statemachine/pom.xml",
            "statemachine/src/main/some.java",
            "runs/src/main/some.java",
            "sandbox/emulator/src/main/some.java",
            "cli/pom.xml",
            "cli/src/main/some.java",
            "cli/target/lib/some.jar",
            "cli/target/keystore-connector-cli.jar",
            "infra/pom.xml",
            "infra/target/lib/some.jar",
            "infra/target/keystore-connector-infra.jar")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
    Files.createDirectories(folder.resolve(LAUNCH).getParent());
    Files.copy(ROOT.resolve(LAUNCH), folder.resolve(LAUNCH));
    return Files.copy(ROOT.resolve(script), folder.resolve(script)).toString();
  }

  private String jdkWhoseJavaRuns(String command) throws IOException {
    Path home = folder.resolve("jdk");
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"25\"\n");
    executable(home.resolve("bin/java"), command);
    executable(home.resolve("bin/javac"), "");
    return home.toString();
  }
}
