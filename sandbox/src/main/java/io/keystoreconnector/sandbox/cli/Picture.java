package io.keystoreconnector.sandbox.cli;

import io.keystoreconnector.sandbox.report.Recording;
import io.keystoreconnector.statemachine.HistoryEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page that is made of a run of which there is only the history.
 *
 * @param file the value of --report; null if no page was asked for
 * @param definition the state machine as JSON text
 */
record Picture(@Nullable String file, String definition) {

  /** No page. */
  static final Picture NONE = new Picture(null, "");

  /**
   * To be called before the run.
   *
   * @throws UsageProblem if no page can be written there
   */
  void check() {
    if (file != null) {
      var _ = new ReportArgument(file).file();
    }
  }

  /** Writes the page and says where it is. */
  void draw(Page page, String title, List<HistoryEvent> history, Instant now) {
    if (file != null) {
      new ReportArgument(file).write(Recording.of(title, definition, history, now));
      ReportArgument.tell(page, file);
    }
  }
}
