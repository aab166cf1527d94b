package io.keystoreconnector.cli;

import io.keystoreconnector.cli.terminal.ExitCode;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the script with which a shell completes commands and options. */
@Command(
    name = "completion",
    description = {
      "Prints a script that makes bash and zsh complete commands and options. To keep it, put the"
          + " line of the example into ~/.bashrc or ~/.zshrc, with the path of your checkout."
    },
    footer = {"", "Example: source <(./connector completion)"})
final class CompletionCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine connector = Objects.requireNonNull(spec).root().commandLine();
    connector.getOut().print(AutoComplete.bash(connector.getCommandName(), connector));
    connector.getOut().flush();
    return ExitCode.GOOD;
  }
}
