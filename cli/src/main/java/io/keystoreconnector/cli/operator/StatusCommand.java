package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.cli.aws.KeyStores;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.cli.terminal.Output;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.statemachine.time.Timeline;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows all custom key stores. */
@Command(
    name = "status",
    description = {
      "Shows every custom key store of the account in one Region: its state, what a failure's code"
          + " means, its cluster, the last run of the deployed workflow for it, an open repair, and"
          + " the command that says what to do.",
      "Exit code: 0 if they are shown, whatever their states; with --exit-code, 3 if one of them is"
          + " not CONNECTED."
    },
    footer = {
      "",
      "Examples:",
      "  ./connector status --region eu-central-1",
      "  ./connector status --watch"
    })
public final class StatusCommand implements Callable<Integer> {

  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Timeline time;
  private final LocalJournals journals;

  /** The Regions of which nothing is known, and why. */
  private final List<String> notShown = new ArrayList<>();

  @Option(
      names = "--watch",
      description = "Show them again every 10 seconds, until all are CONNECTED.")
  private boolean watch;

  @Option(
      names = "--exit-code",
      description = "Exit with 3 if a key store is not CONNECTED, for scripts.")
  private boolean exitCode;

  @Option(
      names = "--all-regions",
      description = "Show the key stores of every Region that is enabled in the account.")
  private boolean allRegions;

  @Mixin private final StackOption stack = new StackOption();

  @Mixin private final Output output;

  @Mixin private final AwsOptions aws = new AwsOptions();

  /**
   * The command.
   *
   * @param time by which it says how long ago a run was, and waits
   * @param journals the journals of runs on this machine, which it reads where nothing is deployed
   */
  public StatusCommand(Terminal terminal, Timeline time, LocalJournals journals) {
    this.journals = journals;
    this.output = new Output(terminal);
    this.time = time;
  }

  @Override
  public Integer call() {
    check();
    boolean connected = look();
    while (watch && !connected) {
      time.await(time.instant().plus(PAUSE), () -> false);
      output.page().blank();
      connected = look();
    }
    return exitCode && !connected ? ExitCode.NOT_CONNECTED : ExitCode.GOOD;
  }

  private void check() {
    if (watch && output.json()) {
      throw new UsageProblem("--watch is for people; a program can run status --json in a loop.");
    }
    if (allRegions && (aws.namesRegion() || stack.isNamed())) {
      throw new UsageProblem("--all-regions cannot be combined with --region or --stack.");
    }
  }

  /** Shows them once, and returns whether all are CONNECTED. */
  private boolean look() {
    List<Overview> overviews = allRegions ? everywhere() : List.of(read(aws.open()));
    if (output.json()) {
      output.page().json(allRegions ? inAll(overviews) : overviews.getFirst().json());
    } else {
      print(overviews);
    }
    return overviews.stream().allMatch(Overview::allConnected);
  }

  private Overview read(Session session) {
    return new OverviewReader(session, journals).read(stack);
  }

  /** Only the Regions that have key stores, and the caller's own. */
  private List<Overview> everywhere() {
    notShown.clear();
    Session here = aws.open();
    List<Overview> overviews = new ArrayList<>(List.of(read(here)));
    for (String region : here.otherRegions()) {
      Session there = here.in(region);
      if (hasStores(there)) {
        overviews.add(read(there));
      }
    }
    return overviews;
  }

  /** AWS refuses the credentials in a Region that is not enabled in the account. */
  private boolean hasStores(Session session) {
    try {
      return !new KeyStores(session).all().isEmpty();
    } catch (AwsProblem e) {
      if (e.kind() != AwsProblem.Kind.SET_UP) {
        notShown.add("%s is not shown. %s".formatted(session.region(), e.getMessage()));
      }
      return false;
    }
  }

  private Map<String, @Nullable Object> inAll(List<Overview> overviews) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("regions", overviews.stream().map(Overview::json).toList());
    json.put("notes", List.copyOf(notShown));
    return json;
  }

  private void print(List<Overview> overviews) {
    Page page = output.page();
    if (watch) {
      page.text(Style.QUIET, time.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    }
    for (int i = 0; i < overviews.size(); i++) {
      if (i > 0) {
        page.blank();
      }
      Overview overview = overviews.get(i);
      String again = allRegions ? aws.againIn(overview.region()) : aws.again();
      new OverviewPage(page, overview, time.instant(), stack.again(), again).print();
    }
    notShown.forEach(note -> page.row(Style.TROUBLE, note, new Page.Part(Style.PLAIN, " ")));
  }
}
