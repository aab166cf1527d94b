package io.keystoreconnector.cli.story;

import io.keystoreconnector.cli.story.FleetLine.Progress;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.runs.RunReport;
import io.keystoreconnector.runs.phrases.Durations;
import io.keystoreconnector.statemachine.ExecutionResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line for each key store of a fleet, beneath one another. On a terminal the lines are
 * overwritten; elsewhere a line is printed when something about it has changed.
 */
public final class FleetPage {

  private static final List<Progress> MOST_WANTED_FIRST =
      List.of(Progress.RUNNING, Progress.FAILED, Progress.WAITING, Progress.DONE);

  /** The lines of a terminal that are not for key stores: the last one, and the cursor's. */
  private static final int OTHER_LINES = 2;

  private final Page page;
  private final Function<String, CommandPlace> places;
  private final Map<Integer, FleetLine> printed = new HashMap<>();
  private boolean ended;

  /**
   * A page without lines.
   *
   * @param places how the commands for each key store are given, by its id
   */
  public FleetPage(Page page, Function<String, CommandPlace> places) {
    this.page = page;
    this.places = places;
  }

  /**
   * Shows how the key stores stand now, always the same ones in the same order.
   *
   * @param fleetMillis how long the fleet has taken
   */
  public synchronized void show(List<FleetLine> lines, long fleetMillis) {
    if (ended) {
      return;
    }
    if (page.terminal().live()) {
      overwrite(fitting(lines), lines);
    } else {
      printChanges(lines, fleetMillis);
    }
  }

  private void overwrite(List<FleetLine> shown, List<FleetLine> all) {
    int nameWidth = FleetLine.nameWidth(all);
    List<List<Page.Part>> rows = new ArrayList<>();
    // Leaves two columns for what the terminal shows of Ctrl-C.
    shown.forEach(line -> rows.add(line.fitted(nameWidth, page.terminal().width() - 2)));
    if (shown.size() < all.size()) {
      rows.add(
          List.of(
              new Page.Part(Style.QUIET, " … and %d more".formatted(all.size() - shown.size()))));
    }
    page.overwrite(rows);
  }

  /** What fits the terminal: first those in progress and those that need a person. */
  private List<FleetLine> fitting(List<FleetLine> lines) {
    int most = Math.max(1, page.terminal().rows() - OTHER_LINES);
    if (lines.size() <= most) {
      return lines;
    }
    List<FleetLine> wanted =
        MOST_WANTED_FIRST.stream()
            .flatMap(progress -> lines.stream().filter(line -> line.progress() == progress))
            .limit(Math.max(1, most - 1))
            .toList();
    return lines.stream().filter(wanted::contains).toList();
  }

  private void printChanges(List<FleetLine> lines, long fleetMillis) {
    int nameWidth = FleetLine.nameWidth(lines);
    for (int i = 0; i < lines.size(); i++) {
      FleetLine line = lines.get(i);
      FleetLine before = printed.put(i, line);
      boolean same = before != null && before.text().equals(line.text());
      if (!same && line.progress() != Progress.WAITING) {
        line.print(page, fleetMillis, nameWidth);
      }
    }
  }

  /** Shows that it is alive, where lines are not overwritten. */
  public synchronized void pulse(List<FleetLine> lines, long fleetMillis) {
    if (!ended && !page.terminal().live()) {
      String counts =
          Stream.of(Progress.values())
              .map(progress -> counted(lines, progress))
              .filter(count -> !count.isEmpty())
              .collect(Collectors.joining(", "));
      page.row(
          Style.QUIET,
          counts,
          new Page.Part(Style.QUIET, " " + Durations.clock(fleetMillis) + "  "));
    }
  }

  private static String counted(List<FleetLine> lines, Progress progress) {
    long count = lines.stream().filter(line -> line.progress() == progress).count();
    return count == 0 ? "" : count + " " + progress.words();
  }

  /**
   * Shows how all ended, and prints the report; nothing is printed after it.
   *
   * @param runs the reports of the runs, by their ARNs
   */
  public synchronized void end(
      List<FleetLine> lines,
      ExecutionResult result,
      long fleetMillis,
      Map<String, RunReport> runs) {
    if (ended) {
      return;
    }
    if (page.terminal().live()) {
      overwrite(lines, lines);
    } else {
      printChanges(lines, fleetMillis);
    }
    ended = true;
    page.rule();
    new FleetReport(page, result, places, runs).print();
  }

  /**
   * The last thing that is printed.
   *
   * @param command a command to copy; empty for none
   */
  public synchronized void lastWords(String text, String command) {
    if (!ended) {
      ended = true;
      page.row(Style.TROUBLE, text, new Page.Part(Style.PLAIN, " "));
      if (!command.isEmpty()) {
        page.raw(" " + command);
      }
    }
  }
}
