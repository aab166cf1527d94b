package io.keystoreconnector.cli.story;

import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.runs.phrases.Durations;

/** Prints the entries of a timeline: the clock where it has moved on, who, and what. */
public final class TimelinePrinter {

  private static final int LABEL_WIDTH = 10;

  private final Page page;
  private String clock = "";

  /** A timeline without entries. */
  public TimelinePrinter(Page page) {
    this.page = page;
  }

  /** Prints the next entry. */
  public void print(TimelineEntry entry) {
    String now = Durations.clock(entry.atMillis());
    String shown = now.equals(clock) ? " ".repeat(now.length()) : now;
    clock = now;
    page.row(
        entry.style() == Style.QUIET ? Style.QUIET : Style.PLAIN,
        entry.text(),
        new Page.Part(Style.QUIET, " " + shown + "  "),
        new Page.Part(entry.style(), entry.label(), LABEL_WIDTH));
  }
}
