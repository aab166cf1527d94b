package io.keystoreconnector.cli.rehearse;

import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Tone;
import io.keystoreconnector.rehearsal.scenario.Difference;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/** Spells out where a rehearsal came out otherwise than its scenario says. */
final class Differences {

  private final Page page;

  Differences(Page page) {
    this.page = page;
  }

  void print(List<Difference> differences) {
    for (Difference difference : differences) {
      page.row(Tone.STRONG, difference.what(), new Page.Part(Tone.PLAIN, "     "));
      row("expected", difference.expected());
      row("actual", difference.actual());
    }
  }

  private void row(String label, @Nullable Object value) {
    page.row(
        Tone.PLAIN,
        value == null ? "nothing" : JSON.std.asString(value),
        new Page.Part(Tone.QUIET, String.format("       %-9s ", label)));
  }
}
