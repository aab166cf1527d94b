package io.keystoreconnector.cli.terminal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command prints, and whether for people or for programs. */
public final class Output {

  private final Terminal terminal;

  @Option(names = "--json", description = "Print JSON for programs instead of text for people.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /** Prints on this terminal, or for programs if --json is given. */
  public Output(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Whether a program reads the output. */
  public boolean json() {
    return json;
  }

  /** The page for the reader of the output, a person or a program. */
  public Page page() {
    return new Page(Objects.requireNonNull(command).commandLine().getOut(), terminal);
  }

  /** The page for what is shown only to people. */
  public Page pageForPeople() {
    return json ? Page.nowhere() : page();
  }

  /** The page for what is shown only to people and is not a result. */
  public Page errorsForPeople() {
    return json
        ? Page.nowhere()
        : new Page(Objects.requireNonNull(command).commandLine().getErr(), terminal);
  }
}
