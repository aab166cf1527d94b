package io.keystoreconnector.cli.story;

import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.runs.phrases.Durations;
import java.util.List;

/**
 * How one key store of a fleet stands.
 *
 * @param progress of its run
 * @param elapsedMillis how long its run has taken
 * @param text what was seen and what it waits for, or how it ended
 */
public record FleetLine(String name, Progress progress, long elapsedMillis, String text) {

  /** How far a run is. */
  public enum Progress {
    /** It has not begun. */
    WAITING(Style.QUIET, "waiting"),
    /** It is in progress. */
    RUNNING(Style.PLAIN, "in progress"),
    /** It ended as its request says. */
    DONE(Style.GOOD, "done"),
    /** It ended because a person is needed. */
    FAILED(Style.BAD, "in need of a person");

    private final Style style;
    private final String words;

    Progress(Style style, String words) {
      this.style = style;
      this.words = words;
    }

    /** As it follows a number. */
    String words() {
      return words;
    }
  }

  private static final int LONGEST_NAME = 24;
  private static final String NO_CLOCK = "     ";

  /** The same key store, which has ended in this way. */
  public FleetLine ended(Progress end, String outcome) {
    return new FleetLine(name, end, elapsedMillis, outcome);
  }

  /** The width of the widest name, as far as it is shown. */
  static int nameWidth(List<FleetLine> lines) {
    return lines.stream().mapToInt(line -> shown(line.name).length()).max().orElse(0);
  }

  private static String shown(String name) {
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME - 1) + "…" : name;
  }

  /** The line with the time of its run, cut where the page ends. */
  List<Page.Part> fitted(int nameWidth, int width) {
    String clock = progress == Progress.WAITING ? NO_CLOCK : Durations.clock(elapsedMillis);
    String left = " " + clock + "  ";
    int room = Math.max(1, width - left.length() - nameWidth - 2);
    String cut = text.length() > room ? text.substring(0, room - 1) + "…" : text;
    return List.of(
        new Page.Part(Style.QUIET, left),
        new Page.Part(Style.STRONG, shown(name), nameWidth + 2),
        new Page.Part(progress.style, cut));
  }

  /** Prints it whole, with the time of the fleet. */
  void print(Page page, long fleetMillis, int nameWidth) {
    page.row(
        progress.style,
        text,
        new Page.Part(Style.QUIET, " " + Durations.clock(fleetMillis) + "  "),
        new Page.Part(Style.STRONG, shown(name), nameWidth + 2));
  }
}
