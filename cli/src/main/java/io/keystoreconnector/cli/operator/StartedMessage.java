package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.story.FinalReport;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import org.jspecify.annotations.Nullable;

/**
 * What is printed when a run was started.
 *
 * @param link its page in the console; null if there is none
 */
record StartedMessage(
    Page page,
    ExecutionArn run,
    DeployedConnector deployed,
    @Nullable String link,
    String options) {

  void print(boolean followed) {
    page.row(
        Style.PLAIN, "by the stack " + deployed.stack(), FinalReport.part(Style.GOOD, "started"));
    line("run", run.text());
    if (link != null) {
      line("console", link);
    }
    if (followed) {
      page.rule();
    } else {
      line("follow it", "./connector follow " + run + options);
    }
  }

  /** Not wrapped, so it can be copied. */
  private void line(String label, String text) {
    page.whole(Style.PLAIN, text, FinalReport.part(Style.QUIET, label));
  }
}
