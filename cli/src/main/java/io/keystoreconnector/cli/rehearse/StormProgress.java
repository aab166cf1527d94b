package io.keystoreconnector.cli.rehearse;

import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.rehearsal.storm.Storm;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Shows people a storm's progress: on a terminal in a line that is replaced, elsewhere once a
 * minute; and what breaks, at once.
 */
final class StormProgress implements Storm.Watcher {

  /** As often as the eye can follow, if a run takes some milliseconds. */
  private static final long STEP = 100;

  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final StormPlan plan;
  private final Page page;
  private final Page errors;
  private final InstantSource clock;
  private Instant told;
  private long shown;
  private long violations;

  /**
   * The progress of a storm that starts now.
   *
   * @param page where the result will be shown
   * @param errors where none of the result will be
   */
  StormProgress(StormPlan plan, Page page, Page errors, InstantSource clock) {
    this.plan = plan;
    this.page = page;
    this.errors = errors;
    this.clock = clock;
    this.told = clock.instant();
    errors.row(Style.QUIET, plan.announcement());
  }

  @Override
  public synchronized void played(long cases, long runs) {
    if (page.terminal().live()) {
      if (runs >= shown + STEP) {
        shown = runs;
        page.status(plan.status(cases, runs));
      }
    } else if (!clock.instant().isBefore(told.plus(PAUSE))) {
      told = clock.instant();
      errors.row(Style.QUIET, plan.progress(cases, runs, violations));
    }
  }

  @Override
  public synchronized void broken(long seed, String rule) {
    violations++;
    page.eraseStatus();
    page.row(Style.BAD, "Seed %d breaks %s; reducing the case.".formatted(seed, rule));
  }

  /** Erases the line. */
  synchronized void end() {
    page.eraseStatus();
  }
}
