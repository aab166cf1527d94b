package io.keystoreconnector.core;

import java.util.Optional;

/**
 * The rows for the journal itself: nothing is decided without it, and nothing is done that is not
 * written in it.
 */
final class JournalRows {

  private JournalRows() {}

  static Verdict decide(Situation s) {
    if (s.journalView() instanceof JournalView.Read) {
      return DecisionTable.decide(s);
    }
    if (s.journalView() instanceof JournalView.Unavailable unavailable) {
      return without(s, unavailable.problem());
    }
    return s.tooLateToRecall() ? tooLate(s) : recall();
  }

  private static Verdict recall() {
    return new Verdict(new Action.Recall(), "Reading what earlier runs recorded.");
  }

  /** A success counts even if it cannot be written down. */
  private static Verdict tooLate(Situation s) {
    return success(s)
        .orElseGet(
            () ->
                Verdict.person(
                    Reason.OUT_OF_TIME,
                    "The window is over and the key store is %s; no time is left to read the journal."
                        .formatted(s.store().state())));
  }

  private static Verdict without(Situation s, String problem) {
    return success(s)
        .orElseGet(
            () ->
                Verdict.person(
                    Reason.JOURNAL_UNAVAILABLE,
                    "The journal could not be read or written, so nothing more was done; the key store is %s. %s"
                        .formatted(s.store().state(), problem)));
  }

  private static Optional<Verdict> success(Situation s) {
    if (s.store().state() != ConnectionState.CONNECTED || UpdateNowRows.isDue(s)) {
      return Optional.empty();
    }
    Verdict verdict = DecisionTable.decide(s);
    return verdict.action() instanceof Action.End ? Optional.of(verdict) : Optional.empty();
  }
}
