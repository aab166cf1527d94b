package io.keystoreconnector.cli;

import io.keystoreconnector.cli.operator.StoreNames;
import io.keystoreconnector.cli.terminal.ExitCode;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the script with which a shell completes commands, options and key stores. */
@Command(
    name = "completion",
    description = {
      "Prints a script that makes bash and zsh complete commands, options and the names of your key"
          + " stores. To keep it, put the line of the example into ~/.bashrc or ~/.zshrc, with the"
          + " path of your checkout."
    },
    footer = {"", "Example: source <(./connector completion)"})
final class CompletionCommand implements Callable<Integer> {

  /** After picocli's own; a name is looked up only where a command takes one. */
  private static final String STORES =
      """

      function _complete_connector_and_stores() {
        _complete_connector
        local word=${COMP_WORDS[COMP_CWORD]} name
        case ${COMP_WORDS[1]} in
          diagnose | start | follow | open | journal | run) ;;
          *) return ;;
        esac
        [[ $COMP_CWORD -eq 2 && $word != -* ]] || return
        while IFS= read -r name; do
          [[ $name == "$word"* ]] && COMPREPLY+=("$(printf %q "$name")")
        done < <("${COMP_WORDS[0]}" completion --stores 2>/dev/null)
      }
      complete -F _complete_connector_and_stores -o default connector ./connector
      """;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--stores", hidden = true, description = "Print the names of key stores.")
  private boolean stores;

  @Override
  public Integer call() {
    CommandLine connector = Objects.requireNonNull(spec).root().commandLine();
    PrintWriter out = connector.getOut();
    if (stores) {
      StoreNames.all().forEach(out::println);
    } else {
      out.print(AutoComplete.bash(connector.getCommandName(), connector));
      out.print(STORES);
    }
    out.flush();
    return ExitCode.GOOD;
  }
}
