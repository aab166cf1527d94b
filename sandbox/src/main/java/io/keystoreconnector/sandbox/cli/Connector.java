package io.keystoreconnector.sandbox.cli;

import io.keystoreconnector.sandbox.scenario.ScenarioFormatException;
import io.keystoreconnector.sandbox.scenario.Tree;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 all is well, 1 not so, 2 wrong usage. */
@Command(
    name = "connector",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Brings a KMS custom key store to CONNECTED, and says truthfully what happened.",
      ""
    },
    footer = {"", "Begin with ./connector rehearse: it needs no AWS account and changes nothing."})
public final class Connector implements Runnable {

  static final int GOOD = 0;
  static final int BAD = 1;

  @Spec private @Nullable CommandSpec spec;

  Connector() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine(Tree.ofThisProcess(), Terminal.ofThisProcess()).execute(args));
  }

  static CommandLine commandLine(Tree tree, Terminal terminal) {
    return new CommandLine(new Connector())
        .addSubcommand(new RehearseCommand(tree, terminal))
        .setExecutionExceptionHandler(Connector::explain);
  }

  /** One sentence for what a person can put right; anything else is a mistake of ours. */
  private static int explain(Exception e, CommandLine command, ParseResult parsed)
      throws Exception {
    if (e instanceof UsageProblem || e instanceof ScenarioFormatException) {
      command.getErr().println(e.getMessage());
      return command.getCommandSpec().exitCodeOnInvalidInput();
    }
    throw e;
  }

  @Override
  public void run() {
    Objects.requireNonNull(spec).commandLine().usage(spec.commandLine().getOut());
  }
}
