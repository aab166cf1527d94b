package io.keystoreconnector.cli.rehearse;

import io.keystoreconnector.cli.story.FinalReport;
import io.keystoreconnector.cli.story.Narrator;
import io.keystoreconnector.cli.story.TimelinePrinter;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.rehearsal.scenario.Difference;
import io.keystoreconnector.rehearsal.scenario.Rehearsed;
import io.keystoreconnector.runs.RunHistory;
import io.keystoreconnector.runs.phrases.Cost;
import io.keystoreconnector.runs.phrases.Durations;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.jr.ob.JSON;

/** Shows one rehearsal from its beginning to its end. */
public final class OneRehearsal {

  private final Page page;
  private final Rehearsed rehearsed;

  /** Shows it on this page. */
  public OneRehearsal(Page page, Rehearsed rehearsed) {
    this.page = page;
    this.rehearsed = rehearsed;
  }

  /** The story, what happened line by line, the report and the differences. */
  public void print() {
    page.blank();
    page.row(Style.STRONG, rehearsed.scenario().title(), new Page.Part(Style.PLAIN, " "));
    page.row(Style.PLAIN, rehearsed.scenario().story(), new Page.Part(Style.PLAIN, " "));
    page.row(
        Style.QUIET,
        JSON.std.asString(rehearsed.scenario().request()),
        new Page.Part(Style.QUIET, " asked for  "));
    page.rule();
    TimelinePrinter timeline = new TimelinePrinter(page);
    Narrator narrator = new Narrator(timeline::print, true);
    rehearsed.happenings().forEach(narrator::tell);
    narrator.end();
    page.rule();
    new FinalReport(page, rehearsed.execution()).print();
    page.blank();
    printFigures();
    page.blank();
    printVerdict();
  }

  private void printFigures() {
    row("API calls", calls());
    // That of a fleet is mostly that of the runs that it has started.
    if (!rehearsed.scenario().isOfFleet()) {
      row("cost on AWS", cost().words());
    }
    row(
        "took",
        Durations.words(Math.round(rehearsed.virtualSeconds() * 1000))
            + String.format(
                Locale.ROOT,
                " of virtual time, %.1f s of real time",
                rehearsed.realTime().toMillis() / 1000.0));
  }

  private Cost cost() {
    RunHistory history = RunHistory.of(rehearsed.execution().history());
    return new Cost(history.transitions(), history.functionCalls());
  }

  /** The most frequent first. */
  private String calls() {
    Map<String, Integer> counts = rehearsed.callsByOperation();
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", "));
  }

  private void printVerdict() {
    List<Difference> differences = rehearsed.differences();
    if (differences.isEmpty()) {
      page.row(Style.PLAIN, "as the scenario says", new Page.Part(Style.GOOD, " ✓ "));
    } else {
      page.row(Style.PLAIN, "not as the scenario says", new Page.Part(Style.BAD, " ✗ "));
      new Differences(page).print(differences);
    }
    page.blank();
  }

  private void row(String label, String text) {
    page.row(Style.PLAIN, text, FinalReport.part(Style.QUIET, label));
  }
}
