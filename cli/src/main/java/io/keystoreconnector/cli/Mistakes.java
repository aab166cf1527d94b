package io.keystoreconnector.cli;

import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.cli.operator.UnquotedJson;
import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.cli.terminal.OutputProblem;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Printable;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.core.DidYouMean;
import io.keystoreconnector.rehearsal.scenario.ScenarioFormatException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one sentence what a person can correct; anything else is our own mistake. */
record Mistakes(Terminal terminal) {

  /** A command that cannot be understood. */
  int explain(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    say(
        command,
        "%s. Run ./%s --help for usage.%s"
            .formatted(
                sentence(e, List.of(args)),
                command.getCommandSpec().qualifiedName(),
                suggestion(e)));
    return ExitCode.WRONG_USAGE;
  }

  /** A command that failed. */
  int explain(Exception e, CommandLine command, ParseResult parsed) throws Exception {
    int code =
        switch (e) {
          case UsageProblem usage -> ExitCode.WRONG_USAGE;
          case ScenarioFormatException format -> ExitCode.WRONG_USAGE;
          case OutputProblem output -> ExitCode.BAD;
          case AwsProblem problem when problem.kind() == AwsProblem.Kind.PASSING -> ExitCode.BAD;
          case AwsProblem lasting -> ExitCode.WRONG_USAGE;
          default -> throw e;
        };
    say(command, String.valueOf(e.getMessage()));
    return code;
  }

  /** Wrapped at spaces, so a terminal does not break words. */
  private void say(CommandLine command, String sentence) {
    Page.wrapped(Printable.line(sentence), terminal.errorColumns())
        .forEach(command.getErr()::println);
  }

  private static String sentence(ParameterException e, List<String> args) {
    if (args.stream().anyMatch(UnquotedJson::is)) {
      return UnquotedJson.SENTENCE;
    }
    return e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()
        ? unmatched(unmatched)
        : String.valueOf(e.getMessage());
  }

  private static String unmatched(UnmatchedArgumentException e) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    String word = e.getUnmatched().getFirst();
    if (!command.subcommands().isEmpty()) {
      return "Unknown command: " + word;
    }
    return command.positionalParameters().isEmpty()
        ? "%s takes no name; %s is a word too many".formatted(command.name(), word)
        : "%s takes one %s; %s is a word too many"
            .formatted(
                command.name(), command.positionalParameters().getFirst().paramLabel(), word);
  }

  private static String suggestion(ParameterException e) {
    return e instanceof UnmatchedArgumentException unmatched
        ? DidYouMean.question(unmatched.getUnmatched().getFirst(), known(unmatched))
        : "";
  }

  private static List<String> known(UnmatchedArgumentException e) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    return e.isUnknownOption()
        ? List.copyOf(command.optionsMap().keySet())
        : List.copyOf(command.subcommands().keySet());
  }
}
