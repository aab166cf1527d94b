package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.aws.Stacks;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.core.ShellWord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which deployment of the workflow is meant. */
final class StackOption {

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
        session, name == null ? null : StackName.orArn(name, Stacks.USUAL_NAMES.getFirst()));
  }
}
