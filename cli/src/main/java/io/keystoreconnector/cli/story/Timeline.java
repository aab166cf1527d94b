package io.keystoreconnector.cli.story;

import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Tone;
import io.keystoreconnector.runs.phrases.Durations;

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
        line.tone() == Tone.QUIET ? Tone.QUIET : Tone.PLAIN,
        line.text(),
        new Page.Part(Tone.QUIET, " " + shown + "  "),
        new Page.Part(line.tone(), String.format("%-" + LABEL_WIDTH + "s", line.label())));
  }
}
