package io.keystoreconnector.cli.story;

import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.runs.Recording;
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
public record Picture(@Nullable String file, String definition) {

  /** No page. */
  public static final Picture NONE = new Picture(null, "");

  /**
   * To be called before the run.
   *
   * @throws UsageProblem if no page can be written there
   */
  public void check() {
    if (file != null) {
      var _ = new ReportArgument(file).file();
    }
  }

  /** Writes the page and says where it is. */
  public void draw(Page page, String title, List<HistoryEvent> history, Instant now) {
    if (file != null) {
      new ReportArgument(file).write(Recording.of(title, definition, history, now));
      ReportArgument.tell(page, file);
    }
  }
}
