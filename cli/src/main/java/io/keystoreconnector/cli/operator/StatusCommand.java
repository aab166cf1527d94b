package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.cli.terminal.Output;
import io.keystoreconnector.cli.terminal.Terminal;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows all custom key stores. */
@Command(
    name = "status",
    description = {
      "Shows every custom key store of the account in one Region: its state, what a failure's code"
          + " means, its cluster, the last run of the deployed workflow for it, and an open"
          + " repair.",
      "Exit code: 0 if they are shown, whatever their states."
    },
    footer = {"", "Example: ./connector status --region eu-central-1"})
public final class StatusCommand implements Callable<Integer> {

  private final InstantSource clock;
  private final LocalJournals journals;

  @Mixin private final StackOption stack = new StackOption();

  @Mixin private final Output output;

  @Mixin private final AwsOptions aws = new AwsOptions();

  /**
   * The command.
   *
   * @param clock by which it says how long ago a run was
   * @param journals the journals of runs on this machine, which it reads where nothing is deployed
   */
  public StatusCommand(Terminal terminal, InstantSource clock, LocalJournals journals) {
    this.journals = journals;
    this.output = new Output(terminal);
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Session session = aws.open();
    Overview overview = new OverviewReader(session, journals).read(stack);
    if (output.json()) {
      output.page().json(overview.json());
    } else {
      new OverviewPage(output.page(), overview, clock.instant(), aws.again()).print();
    }
    return ExitCode.GOOD;
  }
}
