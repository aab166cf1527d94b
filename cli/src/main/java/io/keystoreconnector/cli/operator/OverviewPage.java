package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.ClusterFacts;
import io.keystoreconnector.cli.aws.KeyStoreFacts;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.runs.Release;
import io.keystoreconnector.runs.phrases.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The key stores as a table: a row for each, and below it what needs more room. */
final class OverviewPage {

  private static final List<String> HEADINGS =
      List.of("NAME", "ID", "TYPE", "STATE", "HSMS / AZS", "CLUSTER");

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
    Columns columns = new Columns(page, HEADINGS, "STATE", rows);
    columns.below(Style.QUIET, releases());
    columns.headings();
    for (int i = 0; i < rows.size(); i++) {
      Overview.Entry entry = overview.entries().get(i);
      Style style = Columns.style(entry.store().state());
      columns.row(rows.get(i), style);
      columns.leftOut(rows.get(i), style, OverviewPage::words);
      columns.below(Style.QUIET, failure(entry));
      columns.below(Style.QUIET, lastRun(entry.lastRun()));
      entry.remembered().forEach(text -> columns.below(Style.QUIET, text));
      next(entry).ifPresent(command -> columns.belowWhole(Style.PLAIN, command));
    }
  }

  /** The headings say nothing below a row, so HSMs say what they are. */
  private static String words(String heading, String cell) {
    return heading.startsWith("HSMS") ? "HSMs / AZs " + cell : cell;
  }

  private static List<String> cells(Overview.Entry entry) {
    KeyStoreFacts store = entry.store();
    return List.of(
        store.name(),
        store.id(),
        store.isCloudHsm() ? "CloudHSM" : "external",
        store.state(),
        hsms(entry.cluster(), store.clusterId()),
        Objects.toString(store.clusterId(), Columns.NOTHING));
  }

  private static String hsms(@Nullable ClusterFacts cluster, @Nullable String clusterId) {
    if (cluster == null) {
      return clusterId == null ? Columns.NOTHING : "?";
    }
    return "%d / %d".formatted(cluster.activeHsms(), cluster.activeZones());
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
}
