package io.keystoreconnector.core;

import io.keystoreconnector.core.Journal.LogIns;
import io.keystoreconnector.core.Journal.Purchase;
import io.keystoreconnector.core.Journal.Repair;
import io.keystoreconnector.core.Journal.Told;
import org.jspecify.annotations.Nullable;

/**
 * What a report says about the journal at the end of the run.
 *
 * @param logIns null if none failed
 * @param allowedLogIns how many may fail, unless a person confirms that KMS has the right password
 * @param unavailable why the journal could not be read or written
 */
public record Remembered(
    @Nullable Repair repair,
    @Nullable LogIns logIns,
    int allowedLogIns,
    @Nullable Told told,
    @Nullable Purchase hsm,
    @Nullable String unavailable) {

  /** Nothing worth reporting. */
  static final Remembered NOTHING = new Remembered(null, null, 0, null, null, null);

  static Remembered of(JournalView view) {
    if (view instanceof JournalView.Read read) {
      return of(read.journal().presumed());
    }
    return view instanceof JournalView.Unavailable unavailable
        ? new Remembered(null, null, 0, null, null, unavailable.problem())
        : NOTHING;
  }

  private static Remembered of(Journal journal) {
    return new Remembered(
        journal.repair(),
        journal.logIns().failed() == 0 ? null : journal.logIns(),
        LogInBudget.allowed(journal),
        journal.told(),
        journal.hsm(),
        null);
  }
}
