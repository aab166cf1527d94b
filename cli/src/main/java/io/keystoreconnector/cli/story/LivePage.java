package io.keystoreconnector.cli.story;

import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Tone;
import io.keystoreconnector.statemachine.ExecutionResult;

/** A timeline that grows while a person watches; on a terminal its last line is written over. */
public final class LivePage {

  private final Page page;
  private final TimelinePrinter timeline;
  private boolean ended;

  public LivePage(Page page) {
    this.page = page;
    this.timeline = new TimelinePrinter(page);
  }

  public boolean isLive() {
    return page.terminal().live();
  }

  public synchronized void print(TimelineEntry entry) {
    if (!ended) {
      page.eraseStatus();
      timeline.print(entry);
    }
  }

  public synchronized void status(LiveLine line) {
    if (!ended) {
      // Two columns are left to what the terminal shows of Ctrl-C.
      page.status(line.fitted(page.terminal().width() - 2));
    }
  }

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
      page.row(Tone.TROUBLE, text, new Page.Part(Tone.PLAIN, " "));
      if (!command.isEmpty()) {
        page.raw(" " + command);
      }
    }
  }
}
