package io.keystoreconnector.cli.story;

import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.runs.RunReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A command that a report says a person can run next.
 *
 * @param purpose when or what for
 * @param command the whole line
 */
public record ReportCommand(String purpose, String command) {

  /** Those of a report, the most likely first; a report of an older release has none. */
  public static List<ReportCommand> of(RunReport report) {
    return report.commands().stream()
        .map(next -> new ReportCommand(next.purpose(), next.line()))
        .toList();
  }

  /** The same as it is given in a place. */
  public ReportCommand in(CommandPlace place) {
    return new ReportCommand(purpose, place.line(command));
  }

  /** Prints what it is for and, not wrapped, the line to copy. */
  public void print(Page page) {
    print(page, FinalReport.LABEL_WIDTH);
  }

  /** The same where labels have another width. */
  void print(Page page, int labelWidth) {
    page.row(Style.PLAIN, purpose + ":", new Page.Part(Style.QUIET, " command", 1 + labelWidth));
    page.raw("   " + command);
  }

  /** For programs. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("purpose", purpose);
    json.put("command", command);
    return json;
  }
}
