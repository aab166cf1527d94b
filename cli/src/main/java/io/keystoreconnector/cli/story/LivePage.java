package io.keystoreconnector.cli.story;

import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.statemachine.ExecutionResult;

/** A timeline that grows while a person watches; on a terminal its last line is written over. */
public final class LivePage {

  private final Page page;
  private final TimelinePrinter timeline;
  private boolean ended;

  /** A timeline without entries. */
  public LivePage(Page page) {
    this.page = page;
    this.timeline = new TimelinePrinter(page);
  }

  /** Whether a person watches, so that the last line may be written over. */
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

  /** Writes over the last line. */
  public synchronized void status(LiveLine line) {
    if (!ended) {
      // Two columns are left to what the terminal shows of Ctrl-C.
      page.status(line.fitted(page.terminal().width() - 2));
    }
  }

  /** Prints the report, after which nothing is printed any more. */
  public synchronized void end(ExecutionResult result) {
    if (!ended) {
      ended = true;
      page.eraseStatus();
      page.rule();
      new FinalReport(page, result).print();
    }
  }

  /**
   * After which nothing is printed any more.
   *
   * @param command a command to be copied; empty for none
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
