package io.keystoreconnector.cli.rehearse;

import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.rehearsal.scenario.Difference;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/** Lists where a rehearsal differs from what its scenario expects. */
final class Differences {

  private final Page page;

  Differences(Page page) {
    this.page = page;
  }

  void print(List<Difference> differences) {
    for (Difference difference : differences) {
      page.row(Style.STRONG, difference.what(), new Page.Part(Style.PLAIN, "     "));
      row("expected", difference.expected());
      row("actual", difference.actual());
    }
  }

  private void row(String label, @Nullable Object value) {
    page.row(
        Style.PLAIN,
        value == null ? "nothing" : JSON.std.asString(value),
        new Page.Part(Style.QUIET, String.format("       %-9s ", label)));
  }
}
