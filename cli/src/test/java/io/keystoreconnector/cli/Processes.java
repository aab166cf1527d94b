package io.keystoreconnector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands in processes of their own, which know nothing of this machine's AWS configuration. */
public final class Processes {

  /** What a sandbox takes. */
  public static final Map<String, String> ANYBODY =
      Map.of(
          "AWS_REGION", "eu-central-1",
          "AWS_ACCESS_KEY_ID", "AKIATEST",
          "AWS_SECRET_ACCESS_KEY", "test");

  /** The exit code of what was {@link #interrupt}ed; after Ctrl-C itself it is 130. */
  public static final int INTERRUPTED = 143;

  private static final int SIGINT = 2;

  private Processes() {}

  public static ProcessBuilder connector(
      Path home, Map<String, String> environment, String... args) {
    return java(home, environment, List.of(), args);
  }

  public static ProcessBuilder java(
      Path home, Map<String, String> environment, List<String> options, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.add("-Dconnector.root=" + Shell.ofThisTree().installation().root());
    command.add("-Dstdout.encoding=UTF-8");
    command.add("-Dstderr.encoding=UTF-8");
    command.add("-Duser.home=" + home);
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
    command.add(Connector.class.getName());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().put("HOME", home.toString());
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    builder.environment().putAll(environment);
    return builder;
  }

  /** Whether this process, and so its children, ignore SIGINT, as in the background of a shell. */
  public static boolean ignoreCtrlC() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> new BigInteger(line.substring("SigIgn:".length()).strip(), 16))
            .anyMatch(ignored -> ignored.testBit(SIGINT - 1));
  }

  /**
   * What Ctrl-C does. By SIGTERM, which Java treats alike: whoever runs the tests in the background
   * of a shell has them and their children ignore SIGINT.
   */
  public static void interrupt(Process process) {
    // Process.destroy() would also close what is still to be read.
    assertThat(process.toHandle().destroy()).isTrue();
  }
}
