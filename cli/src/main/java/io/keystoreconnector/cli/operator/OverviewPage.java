package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.ClusterFacts;
import io.keystoreconnector.cli.aws.KeyStoreFacts;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.runs.phrases.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;

/** The key stores as a table: a row for each, and below it what needs more room. */
final class OverviewPage {

  private static final List<String> HEADINGS =
      List.of("NAME", "ID", "TYPE", "STATE", "HSMS / AZS", "CLUSTER");
  private static final int INDENT = 2;

  private final Page page;
  private final Overview overview;
  private final Instant now;
  private final String again;
  private final Ansi ansi;

  /**
   * A page.
   *
   * @param again the options that must be given again to follow a run, each after a space
   */
  OverviewPage(Page page, Overview overview, Instant now, String again) {
    this.page = page;
    this.overview = overview;
    this.now = now;
    this.again = again;
    this.ansi = page.terminal().ansi();
  }

  void print() {
    if (overview.entries().isEmpty()) {
      page.text(Style.PLAIN, "There is no custom key store in %s.".formatted(overview.region()));
    } else {
      page.raw(table().toString().stripTrailing());
    }
    overview.runsUnderWay().forEach(this::follow);
    for (String note : overview.notes()) {
      page.blank();
      page.row(Style.TROUBLE, note, new Page.Part(Style.PLAIN, " "));
    }
  }

  /** Not wrapped, so it can be copied. */
  private void follow(LastRun run) {
    page.blank();
    page.raw("  ./connector follow " + run.arn() + again);
  }

  private TextTable table() {
    List<List<String>> rows = overview.entries().stream().map(OverviewPage::cells).toList();
    Column[] columns = columns(rows);
    boolean fits = Stream.of(columns).mapToInt(c -> c.width).sum() <= page.terminal().width();
    if (!fits) {
      // What is left out stands below each row.
      columns = Arrays.copyOf(columns, columns.length - 1);
    }
    TextTable table = TextTable.forColumns(Help.defaultColorScheme(ansi), columns);
    row(table, HEADINGS, "faint");
    for (int i = 0; i < rows.size(); i++) {
      Overview.Entry entry = overview.entries().get(i);
      row(table, rows.get(i), style(entry.store().state()));
      below(table, fits ? "" : Objects.toString(entry.store().clusterId(), ""));
      below(table, failure(entry));
      below(table, lastRun(entry.lastRun()));
      entry.remembered().forEach(sentence -> below(table, sentence));
    }
    return table;
  }

  /** As wide as their contents. */
  private Column[] columns(List<List<String>> rows) {
    return IntStream.range(0, HEADINGS.size())
        .mapToObj(column -> new Column(width(rows, column) + INDENT, INDENT, Column.Overflow.SPAN))
        .toArray(Column[]::new);
  }

  private static int width(List<List<String>> rows, int column) {
    int widest = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    return Math.max(widest, HEADINGS.get(column).length());
  }

  private static List<String> cells(Overview.Entry entry) {
    KeyStoreFacts store = entry.store();
    return List.of(
        printable(store.name()),
        store.id(),
        store.type().equals("AWS_CLOUDHSM") ? "CloudHSM" : "external",
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

  private void row(TextTable table, List<String> cells, String style) {
    table.addEmptyRow();
    int row = table.rowCount() - 1;
    for (int column = 0; column < table.columns().length; column++) {
      boolean state = column == HEADINGS.indexOf("STATE") || style.equals("faint");
      table.putValue(
          row, column, state ? styled(style, cells.get(column)) : text(cells.get(column)));
    }
  }

  private void below(TextTable table, String text) {
    if (!text.isEmpty()) {
      for (String line : Page.wrapped(text, page.terminal().width() - 2 * INDENT)) {
        table.addEmptyRow();
        table.putValue(table.rowCount() - 1, 0, styled("faint", "  " + line));
      }
    }
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

  private static String style(String state) {
    return switch (state) {
      case "CONNECTED" -> "fg(green)";
      case "FAILED" -> "fg(red)";
      default -> "fg(yellow)";
    };
  }

  private Text styled(String style, String text) {
    return ansi.new Text("@|%s %s|@".formatted(style, text));
  }

  private Text text(String text) {
    return ansi.new Text(text);
  }

  /** A name is any string; it must not control the terminal or the table. */
  private static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "?").replace("@|", "@ |").replace("|@", "| @");
  }
}
