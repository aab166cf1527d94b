package io.keystoreconnector.cli;

import io.keystoreconnector.cli.deploy.DeployCommand;
import io.keystoreconnector.cli.deploy.PublishCommand;
import io.keystoreconnector.cli.deploy.TemplateCommand;
import io.keystoreconnector.cli.operator.Asking;
import io.keystoreconnector.cli.operator.Browser;
import io.keystoreconnector.cli.operator.DiagnoseCommand;
import io.keystoreconnector.cli.operator.FleetCommand;
import io.keystoreconnector.cli.operator.FollowCommand;
import io.keystoreconnector.cli.operator.JournalCommand;
import io.keystoreconnector.cli.operator.LocalJournals;
import io.keystoreconnector.cli.operator.OpenCommand;
import io.keystoreconnector.cli.operator.RunCommand;
import io.keystoreconnector.cli.operator.StartCommand;
import io.keystoreconnector.cli.operator.StateFolder;
import io.keystoreconnector.cli.operator.StatusCommand;
import io.keystoreconnector.cli.rehearse.ExploreCommand;
import io.keystoreconnector.cli.rehearse.RehearseCommand;
import io.keystoreconnector.cli.rehearse.SandboxCommand;
import io.keystoreconnector.cli.rehearse.SimulateCommand;
import io.keystoreconnector.cli.rehearse.StormCommand;
import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.statemachine.time.RealTime;
import io.keystoreconnector.statemachine.time.Timeline;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/**
 * The command line. Exit codes: 0 success, 1 failure, 2 wrong usage, 3 not CONNECTED, 141 the
 * reader is gone.
 */
@Command(
    name = "connector",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Brings a KMS custom key store to CONNECTED, and reports exactly what happened.",
      ""
    },
    footer = {
      "",
      "Start with ./connector rehearse: it needs no AWS account and changes nothing.",
      "",
      "Examples:",
      "  ./connector status --all-regions",
      "  ./connector diagnose payments",
      "  ./connector start payments --secret payments/kmsuser --before-connect --follow",
      "  ./connector run payments --add-hsm",
      "  ./connector rehearse renewed-secret"
    })
public final class Connector implements Callable<Integer> {

  private static final int HELP_WIDTH = 80;

  @Spec private @Nullable CommandSpec spec;

  Connector() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    // The sentences are English, and so are the digits in them, whatever the machine is set to.
    Locale.setDefault(Locale.ROOT);
    CommandLine connector = commandLine(Installation.ofThisProcess(), Terminal.ofThisProcess());
    int code = connector.execute(args);
    // Writers hide their errors; the stream below them remembers.
    System.exit(System.out.checkError() ? unwritten(connector, code) : code);
  }

  /** A reader that closes a pipe early, such as head, has read enough; that is not an error. */
  private static int unwritten(CommandLine connector, int code) {
    if (Terminal.outputIsPipe()) {
      return ExitCode.READER_GONE;
    }
    connector.getErr().println("The output could not be written; is the disk full?");
    return Math.max(code, ExitCode.BAD);
  }

  static CommandLine commandLine(Installation installation, Terminal terminal) {
    return commandLine(installation, terminal, new RealTime());
  }

  static CommandLine commandLine(Installation installation, Terminal terminal, Timeline time) {
    return commandLine(
        installation,
        terminal,
        time,
        StateFolder.ofThisProcess(),
        Asking.ofThisProcess(),
        Browser.ofThisMachine());
  }

  static CommandLine commandLine(
      Installation installation,
      Terminal terminal,
      Timeline time,
      StateFolder state,
      Asking asking,
      Browser browser) {
    LocalJournals journals = new LocalJournals(state);
    CommandLine connector =
        withHelp(new Connector())
            .addSubcommand(withHelp(new StatusCommand(terminal, time, journals)))
            .addSubcommand(withHelp(new FleetCommand(terminal, time)))
            .addSubcommand(withHelp(new DiagnoseCommand(installation, terminal, journals)))
            .addSubcommand(withHelp(new StartCommand(installation, terminal, time)))
            .addSubcommand(withHelp(new FollowCommand(installation, terminal, time)))
            .addSubcommand(withHelp(new OpenCommand(installation, terminal, time, browser)))
            .addSubcommand(withHelp(new JournalCommand(terminal, time, journals, asking)))
            .addSubcommand(withHelp(new RunCommand(installation, terminal, journals)))
            .addSubcommand(withHelp(new RehearseCommand(installation, terminal)))
            .addSubcommand(withHelp(new StormCommand(installation, terminal)))
            .addSubcommand(withHelp(new ExploreCommand(installation, terminal)))
            .addSubcommand(withHelp(new SimulateCommand(installation, terminal)))
            .addSubcommand(withHelp(new SandboxCommand(installation, terminal)))
            .addSubcommand(withHelp(new DeployCommand(installation, terminal, time, asking)))
            .addSubcommand(withHelp(new TemplateCommand(installation, terminal)))
            .addSubcommand(withHelp(new PublishCommand(installation, terminal)))
            .addSubcommand(withHelp(new CompletionCommand()))
            .addSubcommand(new HelpCommand())
            .setUsageHelpWidth(HELP_WIDTH)
            .registerConverter(Integer.class, new WholeNumber<>(Integer::valueOf))
            .registerConverter(int.class, new WholeNumber<>(Integer::valueOf))
            .registerConverter(Long.class, new WholeNumber<>(Long::valueOf))
            .registerConverter(long.class, new WholeNumber<>(Long::valueOf));
    Mistakes mistakes = new Mistakes(terminal);
    connector
        .setParameterExceptionHandler(mistakes::explain)
        .setExecutionExceptionHandler(mistakes::explain)
        .getCommandSpec()
        .addOption(version())
        .version(Version.text());
    CommandGroups.show(connector);
    return connector;
  }

  private static CommandLine withHelp(Object command) {
    CommandLine line = new CommandLine(command);
    line.getCommandSpec().addOption(help());
    return line;
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Show this help and exit.")
        .build();
  }

  private static OptionSpec version() {
    return OptionSpec.builder("-V", "--version")
        .versionHelp(true)
        .description("Print the version and exit.")
        .build();
  }

  /** Without a command, shows which ones exist. */
  @Override
  public Integer call() {
    CommandLine connector = Objects.requireNonNull(spec).commandLine();
    connector.usage(connector.getErr());
    return ExitCode.WRONG_USAGE;
  }
}
