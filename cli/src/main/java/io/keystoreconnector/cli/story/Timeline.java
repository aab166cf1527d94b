package io.keystoreconnector.cli.story;

import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.runs.Durations;

/** Prints lines of a timeline: the clock where it has moved on, who, and what. */
public final class Timeline {

  private static final int LABEL_WIDTH = 10;

  private final Page page;
  private String clock = "";

  public Timeline(Page page) {
    this.page = page;
  }

  public void print(Line line) {
    String now = Durations.clock(line.atMillis());
    String shown = now.equals(clock) ? " ".repeat(now.length()) : now;
    clock = now;
    page.row(
        line.style() == Style.QUIET ? Style.QUIET : Style.PLAIN,
        line.text(),
        new Page.Part(Style.QUIET, " " + shown + "  "),
        new Page.Part(line.style(), line.label(), LABEL_WIDTH));
  }
}
