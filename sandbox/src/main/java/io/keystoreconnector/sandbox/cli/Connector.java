package io.keystoreconnector.sandbox.cli;

import io.keystoreconnector.sandbox.scenario.ScenarioFormatException;
import io.keystoreconnector.sandbox.scenario.Tree;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

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
  static final int WRONG_USAGE = 2;

  private static final int HELP_WIDTH = 96;

  @Spec private @Nullable CommandSpec spec;

  Connector() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine(Tree.ofThisProcess(), Terminal.ofThisProcess()).execute(args));
  }

  static CommandLine commandLine(Tree tree, Terminal terminal) {
    CommandLine connector =
        new CommandLine(new Connector())
            .addSubcommand(new RehearseCommand(tree, terminal))
            .addSubcommand(new RunCommand(tree, terminal))
            .addSubcommand(new TemplateCommand(tree))
            .setUsageHelpWidth(HELP_WIDTH)
            .setParameterExceptionHandler(Connector::explain)
            .setExecutionExceptionHandler(Connector::explain);
    connector.getCommandSpec().addOption(help());
    return connector;
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .scopeType(ScopeType.INHERIT)
        .description("Tell how it is used.")
        .build();
  }

  private static int explain(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command
        .getErr()
        .printf(
            "%s; ./%s --help tells what is possible.%n",
            sentence(e), command.getCommandSpec().qualifiedName());
    return WRONG_USAGE;
  }

  private static String sentence(ParameterException e) {
    return e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()
        ? "There is no command " + unmatched.getUnmatched().getFirst()
        : String.valueOf(e.getMessage());
  }

  /** One sentence for what a person can put right; anything else is a mistake of ours. */
  private static int explain(Exception e, CommandLine command, ParseResult parsed)
      throws Exception {
    if (e instanceof UsageProblem || e instanceof ScenarioFormatException) {
      command.getErr().println(e.getMessage());
      return WRONG_USAGE;
    }
    throw e;
  }

  @Override
  public void run() {
    Objects.requireNonNull(spec).commandLine().usage(spec.commandLine().getOut());
  }
}
