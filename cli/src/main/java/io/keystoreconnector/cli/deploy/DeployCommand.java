package io.keystoreconnector.cli.deploy;

import io.keystoreconnector.cli.operator.Asking;
import io.keystoreconnector.cli.operator.AwsOptions;
import io.keystoreconnector.cli.terminal.Output;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.statemachine.time.Timeline;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Creates or updates the stack of the plain template, or of the hub. */
@Command(
    name = "deploy",
    description = {
      "Deploys this release of the connector: uploads the template and the functions' code that are"
          + " not in your bucket yet, shows what CloudFormation would change, and, once you agree,"
          + " creates or updates the stack and follows it. What the stack has and you do not name"
          + " stays as it is.",
      "Exit code: 0 if the stack is as it should be, or with --dry-run if the changes are shown; 1"
          + " if you do not agree, someone else is changing the stack, or CloudFormation could not"
          + " do it; 2 if the request or the setup is wrong, and nothing was changed."
    },
    footer = {
      "",
      "Examples:",
      "  ./connector deploy --bucket my-artifacts --key-stores 'prod-*'",
      "  ./connector deploy --parameter NotificationEmail=oncall@example.com",
      "  ./connector deploy --dry-run",
      "  ./connector deploy --hub --bucket my-artifacts \\",
      "      --parameter OrganizationId=o-a1b2c3d4e5"
    })
public final class DeployCommand implements Callable<Integer> {

  private final Installation installation;
  private final Timeline time;
  private final Asking asking;

  @Mixin private final DeployOptions options = new DeployOptions();

  @Mixin private final Output output;

  @Mixin private final AwsOptions aws = new AwsOptions();

  /**
   * The command.
   *
   * @param installation has the template and the functions' code
   * @param time by which it waits for CloudFormation
   * @param asking who must agree before something is changed
   */
  public DeployCommand(Installation installation, Terminal terminal, Timeline time, Asking asking) {
    this.installation = installation;
    this.time = time;
    this.asking = asking;
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() throws IOException {
    refuseWithoutConsent();
    options.check();
    Map<String, String> given = options.parameters();
    DeployableRelease release = DeployableRelease.of(installation, options.template());
    DeployableParameters parameters = DeployableParameters.of(release);
    parameters.check(given);
    Deployment deployment =
        new Deployment(
            aws.open(), options, release, given, time, asking, output.pageForPeople(), aws.again());
    int code = deployment.run(parameters);
    if (output.json()) {
      output.page().json(deployment.report().json());
    }
    return code;
  }

  /** Before anything is changed, and before anything is uploaded. */
  private void refuseWithoutConsent() {
    if (options.yes() && options.dryRun()) {
      throw new UsageProblem("--dry-run changes nothing, so it cannot be given with --yes.");
    }
    boolean canAsk = !output.json() && asking.isPossible();
    if (!options.yes() && !options.dryRun() && !canAsk) {
      throw new UsageProblem(
          "deploy asks for confirmation, which needs a terminal; --yes skips it, and --dry-run only"
              + " shows the changes.");
    }
  }
}
