package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.story.FinalReport;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is printed when a run was started.
 *
 * @param link its page in the console; null if there is none
 * @param another a run for the key store that was in progress already
 */
record StartedMessage(
    Page page,
    ExecutionArn run,
    DeployedConnector deployed,
    @Nullable String link,
    Optional<LastRun> another,
    String options) {

  void print(boolean followed) {
    page.row(
        Style.PLAIN, "by the stack " + deployed.stack(), FinalReport.part(Style.GOOD, "started"));
    line("run", run.text());
    if (link != null) {
      line("console", link);
    }
    another.ifPresent(this::warn);
    if (followed) {
      page.rule();
    } else {
      line("follow it", "./connector follow " + run + options);
    }
  }

  private void warn(LastRun run) {
    page.row(
        Style.PLAIN,
        "Another run for this key store is in progress. Each checks the state before it acts, so"
            + " they do not disturb each other. To follow that one:",
        FinalReport.part(Style.TROUBLE, "note"));
    page.raw("   ./connector follow " + run.arn() + options);
  }

  /** Not wrapped, so it can be copied. */
  private void line(String label, String text) {
    page.whole(Style.PLAIN, text, FinalReport.part(Style.QUIET, label));
  }
}
