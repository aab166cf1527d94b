package io.keystoreconnector.cli.rehearse;

import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.rehearsal.storm.Storm;

/** Shows a person that a storm goes on: on a terminal how far it is, and anywhere what breaks. */
final class StormProgress implements Storm.Watcher {

  /** As often as an eye can follow, if a run takes some milliseconds. */
  private static final long STEP = 100;

  private final Page page;
  private final long count;
  private long shown;

  StormProgress(Page page, long count) {
    this.page = page;
    this.count = count;
  }

  @Override
  public synchronized void played(long runs) {
    if (page.terminal().live() && runs >= shown + STEP) {
      shown = runs;
      page.status("%d of %d runs".formatted(runs, count));
    }
  }

  @Override
  public synchronized void broken(long seed, String rule) {
    page.eraseStatus();
    page.row(
        Style.BAD,
        "Seed %d breaks %s; making the case as small as possible.".formatted(seed, rule));
  }

  /** Takes the line away. */
  synchronized void end() {
    page.eraseStatus();
  }
}
