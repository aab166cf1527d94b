package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.ClusterFacts;
import io.keystoreconnector.cli.aws.KeyStoreFacts;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.runs.Release;
import io.keystoreconnector.runs.phrases.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The key stores as a table: a row for each, and below it what needs more room. */
final class OverviewPage {

  private static final List<String> HEADINGS =
      List.of("NAME", "ID", "TYPE", "STATE", "HSMS / AZS", "CLUSTER");
  private static final int STATE = HEADINGS.indexOf("STATE");
  private static final int INDENT = 2;
  private static final Page.Part GAP = new Page.Part(Style.PLAIN, " ".repeat(INDENT));

  private final Page page;
  private final Overview overview;
  private final Instant now;
  private final String stackAgain;
  private final String again;
  private final int width;

  /**
   * A page.
   *
   * @param stackAgain the option that names the deployment, after a space
   * @param again the options that say where AWS is, each after a space
   */
  OverviewPage(Page page, Overview overview, Instant now, String stackAgain, String again) {
    this.page = page;
    this.overview = overview;
    this.now = now;
    this.stackAgain = stackAgain;
    this.again = again;
    this.width = page.terminal().columns();
  }

  void print() {
    page.raw(summary());
    if (!overview.entries().isEmpty()) {
      below(releases());
      table();
    }
    for (String note : overview.notes()) {
      page.blank();
      for (String line : Page.wrapped(note, width - 1)) {
        page.whole(Style.TROUBLE, line, new Page.Part(Style.PLAIN, " "));
      }
    }
  }

  private String summary() {
    String where =
        Optional.ofNullable(overview.account()).map("account %s, "::formatted).orElse("")
            + overview.region();
    return overview.entries().isEmpty()
        ? "There is no custom key store in %s.".formatted(where)
        : "%s: %d of %d CONNECTED"
            .formatted(where, overview.connected(), overview.entries().size());
  }

  /** Empty if there is no deployment that says it. */
  private String releases() {
    String own = Release.ofThisCode().version();
    return overview.release() == null
        ? ""
        : "stack %s: release %s; this command line: %s"
            .formatted(overview.stack(), overview.release(), own);
  }

  private void table() {
    List<List<String>> rows = overview.entries().stream().map(OverviewPage::cells).toList();
    List<Integer> columns = columns(rows);
    row(columns, HEADINGS, Style.QUIET, Style.QUIET);
    for (int i = 0; i < rows.size(); i++) {
      Overview.Entry entry = overview.entries().get(i);
      row(columns, rows.get(i), Style.PLAIN, style(entry.store().state()));
      below(String.join(", ", leftOut(rows.get(i), columns.size())));
      below(failure(entry));
      below(lastRun(entry.lastRun()));
      entry.remembered().forEach(this::below);
      next(entry).ifPresent(command -> line(Style.PLAIN, command));
    }
  }

  /** As wide as their contents, and as many as fit. */
  private List<Integer> columns(List<List<String>> rows) {
    List<Integer> columns = new ArrayList<>();
    int used = 0;
    for (int i = 0; i < HEADINGS.size(); i++) {
      used += INDENT + width(rows, i);
      if (i > 0 && used > width) {
        break;
      }
      columns.add(width(rows, i));
    }
    return columns;
  }

  private static int width(List<List<String>> rows, int column) {
    int widest = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    return Math.max(widest, HEADINGS.get(column).length());
  }

  /** What has no column; the headings say nothing then, so HSMs say what they are. */
  private static List<String> leftOut(List<String> cells, int columns) {
    return IntStream.range(columns, cells.size())
        .filter(i -> !cells.get(i).equals("-"))
        .mapToObj(
            i -> HEADINGS.get(i).startsWith("HSMS") ? "HSMs / AZs " + cells.get(i) : cells.get(i))
        .toList();
  }

  private static List<String> cells(Overview.Entry entry) {
    KeyStoreFacts store = entry.store();
    return List.of(
        store.name(),
        store.id(),
        store.isCloudHsm() ? "CloudHSM" : "external",
        store.state(),
        hsms(entry.cluster(), store.clusterId()),
        Objects.toString(store.clusterId(), "-"));
  }

  private static String hsms(@Nullable ClusterFacts cluster, @Nullable String clusterId) {
    if (cluster == null) {
      return clusterId == null ? "-" : "?";
    }
    return "%d / %d".formatted(cluster.activeHsms(), cluster.activeZones());
  }

  /** The last cell is not padded. */
  private void row(List<Integer> columns, List<String> cells, Style style, Style state) {
    int last = columns.size() - 1;
    Page.Part[] before =
        Stream.concat(
                IntStream.range(0, last)
                    .boxed()
                    .flatMap(
                        i ->
                            Stream.of(
                                GAP,
                                new Page.Part(
                                    i == STATE ? state : style, cells.get(i), columns.get(i)))),
                Stream.of(GAP))
            .toArray(Page.Part[]::new);
    page.whole(last == STATE ? state : style, cells.get(last), before);
  }

  private void below(String text) {
    if (!text.isEmpty()) {
      Page.wrapped(text, width - 2 * INDENT).forEach(line -> line(Style.QUIET, line));
    }
  }

  /** Not wrapped, so a command can be copied. */
  private void line(Style style, String text) {
    page.whole(style, text, GAP, GAP);
  }

  private static String failure(Overview.Entry entry) {
    return entry.store().errorCode() == null
        ? ""
        : "%s: %s.".formatted(entry.store().errorCode(), entry.meaning());
  }

  private String lastRun(@Nullable LastRun run) {
    if (overview.stack() == null) {
      return "";
    }
    if (run == null) {
      return "no run for it among the last %d".formatted(LastRuns.MOST);
    }
    String ago = Durations.about(Duration.between(run.moment(), now));
    return run.isUnderWay()
        ? "run in progress for " + ago
        : "last run %s ago: %s%s".formatted(ago, run.outcome(), proof(run));
  }

  private static String proof(LastRun run) {
    return run.provedBy().isEmpty() ? "" : ", proved by " + run.provedBy();
  }

  /** The command for whoever wants to know more, or to do something; empty if all is well. */
  private Optional<String> next(Overview.Entry entry) {
    return entry.next(stackAgain).map(command -> command + again);
  }

  private static Style style(String state) {
    return switch (state) {
      case "CONNECTED" -> Style.GOOD;
      case "FAILED" -> Style.BAD;
      default -> Style.TROUBLE;
    };
  }
}
