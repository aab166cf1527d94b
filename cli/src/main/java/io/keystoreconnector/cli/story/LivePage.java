package io.keystoreconnector.cli.story;

import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.statemachine.ExecutionResult;

/** A timeline that grows while a person watches; on a terminal its last line is overwritten. */
public final class LivePage {

  private final Page page;
  private final TimelinePrinter timeline;
  private final CommandPlace place;
  private boolean ended;

  /**
   * A timeline without entries.
   *
   * @param place where the commands of its report are printed
   */
  public LivePage(Page page, CommandPlace place) {
    this.page = page;
    this.place = place;
    this.timeline = new TimelinePrinter(page);
  }

  /** Whether a person watches, so the last line can be overwritten. */
  public boolean isLive() {
    return page.terminal().live();
  }

  /** Adds an entry to the timeline. */
  public synchronized void print(TimelineEntry entry) {
    if (!ended) {
      page.eraseStatus();
      timeline.print(entry);
    }
  }

  /** Overwrites the last line. */
  public synchronized void status(LiveLine line) {
    if (!ended) {
      // Leaves two columns for what the terminal shows of Ctrl-C.
      page.status(line.fitted(page.terminal().width() - 2));
    }
  }

  /** Prints the report; nothing is printed after it. */
  public synchronized void end(ExecutionResult result) {
    if (!ended) {
      ended = true;
      page.eraseStatus();
      page.rule();
      new FinalReport(page, result, place).print();
    }
  }

  /**
   * The last thing that is printed.
   *
   * @param command a command to copy; empty for none
   */
  public synchronized void lastWords(String text, String command) {
    if (!ended) {
      ended = true;
      page.eraseStatus();
      page.row(Style.TROUBLE, text, new Page.Part(Style.PLAIN, " "));
      if (!command.isEmpty()) {
        page.raw(" " + command);
      }
    }
  }
}
