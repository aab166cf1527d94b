package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.HubTable;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.cli.terminal.Output;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.core.StorePattern;
import io.keystoreconnector.statemachine.time.Timeline;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the key stores of an organization. */
@Command(
    name = "fleet",
    description = {
      "Shows the key stores of all accounts of an organization, as its hub knows them: account,"
          + " Region, state and since when, the last run, and what is needed. It reads the table of"
          + " the hub's account, and nothing in the others.",
      "Exit code: 0 if they are shown, whatever their states; with --exit-code, 3 if a person is"
          + " needed: for a key store, or because an account is silent."
    },
    footer = {
      "",
      "Examples:",
      "  ./connector fleet --region eu-central-1",
      "  ./connector fleet 'prod-*' --needed"
    })
public final class FleetCommand implements Callable<Integer> {

  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Timeline time;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATTERN",
      description = "Only key stores with this id or name; * stands for any number of characters.")
  private @Nullable String pattern;

  @Option(names = "--account", paramLabel = "NUMBER", description = "Only those of this account.")
  private @Nullable String account;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only those in this state, such as FAILED.")
  private @Nullable String state;

  @Option(names = "--needed", description = "Only those for which a person must do something.")
  private boolean needed;

  @Mixin private final HubOptions hub = new HubOptions();

  @Option(
      names = "--watch",
      description = "Show them again every 10 seconds, until nobody is needed.")
  private boolean watch;

  @Option(names = "--exit-code", description = "Exit with 3 if a person is needed, for scripts.")
  private boolean exitCode;

  @Mixin private final Output output;

  @Mixin private final AwsOptions aws = new AwsOptions();

  /**
   * The command.
   *
   * @param time by which it says how long ago something was, and waits
   */
  public FleetCommand(Terminal terminal, Timeline time) {
    this.output = new Output(terminal);
    this.time = time;
  }

  @Override
  public Integer call() {
    if (watch && output.json()) {
      throw new UsageProblem("--watch is for people; a program can run fleet --json in a loop.");
    }
    CompanyFilter filter =
        new CompanyFilter(
            pattern == null ? null : new StorePattern(pattern), account, state, needed);
    Session session = aws.open();
    HubTable table = hub.table(session);
    boolean needsAPerson = show(session, table, filter);
    while (watch && needsAPerson) {
      time.await(time.instant().plus(PAUSE), () -> false);
      output.page().blank();
      needsAPerson = show(session, table, filter);
    }
    return exitCode && needsAPerson ? ExitCode.NOT_CONNECTED : ExitCode.GOOD;
  }

  /** Shows them once, and returns whether a person is needed. */
  private boolean show(Session session, HubTable table, CompanyFilter filter) {
    Company company = filter.of(table.read());
    if (output.json()) {
      output.page().json(company.json(session.region(), table.name()));
    } else {
      if (watch) {
        output.page().text(Style.QUIET, time.instant().truncatedTo(ChronoUnit.SECONDS).toString());
      }
      new CompanyPage(output.page(), company, time.instant()).print(filter.isAny());
    }
    return company.needsAPerson();
  }
}
