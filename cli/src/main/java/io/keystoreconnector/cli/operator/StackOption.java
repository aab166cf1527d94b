package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.core.ShellWord;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which deployment of the workflow is meant. */
final class StackOption {

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,127}|arn:[A-Za-z0-9:/-]+");

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description =
          "The stack that deployed the workflow. Default: KeyStoreConnector, otherwise"
              + " keystore-connector.")
  private @Nullable String name;

  /** Whether one was named. */
  boolean isNamed() {
    return name != null;
  }

  /** This option as it must be given again, after a space. */
  String again() {
    return name == null ? "" : " --stack " + ShellWord.of(name);
  }

  /**
   * The deployment; empty if no stack was named and none with a usual name exists.
   *
   * @throws UsageProblem if the named stack does not exist or is no deployment
   */
  Optional<DeployedConnector> find(Session session) {
    return DeployedConnector.find(
        session, name == null ? null : checked(name, "KeyStoreConnector"));
  }

  /**
   * A stack's name, or its ARN.
   *
   * @throws UsageProblem that names the option and the rule
   */
  static String checked(String name, String example) {
    if (!NAME.matcher(name).matches()) {
      throw new UsageProblem(
          "--stack must be a stack name such as %s: a letter, then up to 127 letters, digits and hyphens."
              .formatted(example));
    }
    return name;
  }
}
