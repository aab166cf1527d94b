package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.Executions;
import io.keystoreconnector.cli.story.ReportFile;
import io.keystoreconnector.cli.terminal.Output;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.statemachine.time.Timeline;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Follows a run of the deployed workflow. */
@Command(
    name = "follow",
    description = {
      "Shows a run of the deployed workflow live, from its beginning to its end. A run that has"
          + " ended is shown at once.",
      "Of a run for several key stores it shows one line for each.",
      "Ctrl-C stops following, not the run. With an ARN, the Region is the one in it.",
      "Exit code: 0 if the key store is connected (or left as the request says), 1 if a person is"
          + " needed, 2 if the request or the setup is wrong."
    },
    footer = {"", "Example: ./connector follow payments"})
public final class FollowCommand implements Callable<Integer> {

  private final Installation installation;
  private final Timeline time;

  @Parameters(
      paramLabel = "STORE_OR_ARN",
      description = "The key store whose last run it is, or the run's ARN, as start prints it.")
  private String named = "";

  @Mixin private final StackOption stack = new StackOption();

  @Mixin private final Output output;

  @Option(
      names = "--report",
      paramLabel = "FILE_OR_FOLDER",
      description =
          "At the end, also write a page with a picture of the run: to a file that ends in .html,"
              + " or into a folder, under a name that says store and outcome.")
  private @Nullable String report;

  @Mixin private final AwsOptions aws = new AwsOptions();

  public FollowCommand(Installation installation, Terminal terminal, Timeline time) {
    this.installation = installation;
    this.output = new Output(terminal);
    this.time = time;
  }

  @Override
  public Integer call() {
    ReportFile file = new ReportFile(report);
    file.check();
    ChosenRun run = ChosenRun.of(named, aws, stack);
    Follower follower =
        new Follower(
            output,
            time,
            new Executions(run.session()),
            aws.again(),
            run.place(aws, stack),
            installation,
            file);
    return run.ofSeveral()
        ? follower.followFleet(
            run.arn(),
            new FleetPlaces(run.session(), false, stack, aws.againIn(run.arn().region())))
        : follower.follow(run.arn());
  }
}
