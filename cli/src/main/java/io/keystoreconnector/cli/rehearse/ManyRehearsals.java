package io.keystoreconnector.cli.rehearse;

import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.rehearsal.scenario.Scenario;
import io.keystoreconnector.runs.phrases.Durations;
import java.util.List;
import java.util.Locale;

/** Shows one line for each rehearsal, the differences of those not as expected, and a total. */
final class ManyRehearsals {

  private final Page page;
  private final String nameFormat;
  private final long begin = System.nanoTime();
  private int played;
  private int asExpected;

  ManyRehearsals(Page page, List<Scenario> scenarios) {
    this.page = page;
    int width = scenarios.stream().mapToInt(s -> s.name().length()).max().orElse(1);
    this.nameFormat = "%-" + width + "s  ";
    page.row(
        Style.QUIET,
        "came out as its file says, ✗ did not. Next come the run's duration and how it ended: many"
            + " are meant to end FAILED.",
        new Page.Part(Style.QUIET, " ✓ "));
    page.blank();
  }

  void print(OneOfMany rehearsed) {
    boolean good = rehearsed.differences().isEmpty();
    page.row(
        Style.PLAIN,
        rehearsed.outcome(),
        new Page.Part(good ? Style.GOOD : Style.BAD, good ? " ✓ " : " ✗ "),
        new Page.Part(Style.PLAIN, nameFormat.formatted(rehearsed.name())),
        new Page.Part(Style.QUIET, Durations.clock(rehearsed.virtualMillis()) + "  "));
    new Differences(page).print(rehearsed.differences());
    played++;
    asExpected += good ? 1 : 0;
  }

  /** Whether all are as their files expect. */
  boolean printSum() {
    double seconds = (System.nanoTime() - begin) / 1e9;
    page.blank();
    page.row(
        Style.STRONG,
        String.format(
            Locale.ROOT,
            "%d of %d as expected, in %.1f s: %.1f scenarios a second.",
            asExpected,
            played,
            seconds,
            played / seconds),
        new Page.Part(Style.PLAIN, " "));
    return asExpected == played;
  }
}
