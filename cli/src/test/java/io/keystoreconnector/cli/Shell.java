package io.keystoreconnector.cli;

import io.keystoreconnector.cli.operator.Asking;
import io.keystoreconnector.cli.operator.StateFolder;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.room.Account;
import io.keystoreconnector.statemachine.time.RealTime;
import io.keystoreconnector.statemachine.time.Timeline;
import io.keystoreconnector.statemachine.time.VirtualTime;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Runs commands in this process. */
public record Shell(
    Installation installation, Terminal terminal, Timeline time, StateFolder state, Asking asking) {

  /** Where nothing is kept, because there is no account with a number. */
  private static final StateFolder NO_STATE =
      new StateFolder(Path.of("target", "no-state").toAbsolutePath());

  Shell(Installation installation) {
    this(installation, Printed.PAPER, new RealTime(), NO_STATE, answering(null));
  }

  /** What came of a command. */
  public record Result(int code, String out, String err) {}

  /** In a Region and as somebody, whoever that is; a sandbox takes anybody. */
  public static void signIn() {
    System.setProperty("aws.region", "eu-central-1");
    System.setProperty("aws.accessKeyId", "AKIATEST");
    System.setProperty("aws.secretAccessKey", "test");
  }

  /** Over the source tree itself. */
  public static Shell ofThisTree() {
    return new Shell(Installation.ofThisProcess());
  }

  /** Over an installation that has the same workflow and functions, and no scenarios but these. */
  public static Shell withOwnScenarios(Path folder) {
    return new Shell(Installation.ofThisProcess().withScenarios(folder));
  }

  /** On a clock that jumps, so that nobody waits for what is looked at again and again. */
  public Shell withoutWaiting() {
    return new Shell(installation, terminal, new VirtualTime(Instant.now()), state, asking);
  }

  /** Where the time that a command waits for passes in an account, and nobody waits. */
  public Shell waitingIn(Account account) {
    return waiting(account::advance);
  }

  /** Where something happens instead of each wait, which hears how long the wait would be. */
  public Shell waiting(Consumer<Duration> meanwhile) {
    return new Shell(installation, terminal, new PassingTime(meanwhile), state, asking);
  }

  public Shell on(Terminal other) {
    return new Shell(installation, other, time, state, asking);
  }

  /** With a person at the terminal who gives this answer; null for nobody. */
  public Shell asking(@Nullable Boolean answer) {
    return new Shell(installation, terminal, time, state, answering(answer));
  }

  /** With what is remembered in this folder. */
  public Shell keeping(Path folder) {
    return new Shell(installation, terminal, time, new StateFolder(folder), asking);
  }

  private static Asking answering(@Nullable Boolean answer) {
    return new Asking() {
      @Override
      public boolean isPossible() {
        return answer != null;
      }

      @Override
      public boolean agrees(String question) {
        return Boolean.TRUE.equals(answer);
      }
    };
  }

  public Shell scenario(String name, String json) {
    try {
      Files.writeString(installation.scenarios().resolve(name + ".json"), json.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /**
   * Runs a command over the source tree itself, with the services of an account, without waiting.
   */
  public static Result at(Account account, String... args) {
    List<String> words = new ArrayList<>(List.of(args));
    words.addAll(List.of("--endpoint-url", account.endpoint().toString()));
    return ofThisTree().withoutWaiting().connector(words.toArray(String[]::new));
  }

  public Result connector(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Connector.commandLine(installation, terminal, time, state, asking, address -> true)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    int code = command.execute(args);
    command.getOut().flush();
    command.getErr().flush();
    return new Result(code, out.toString(), err.toString());
  }
}
