package io.keystoreconnector.cli.operator;

import io.keystoreconnector.runs.RunReport;
import io.keystoreconnector.runs.phrases.JournalWords;

/**
 * Since when a key store has been in trouble, as far as runs have recorded it; KMS does not say.
 */
final class Since {

  private Since() {}

  /** In words; empty for a key store that is CONNECTED, or that a run is working on. */
  static String of(Diagnosis diagnosis) {
    String state = diagnosis.report().keyStore().map(Since::state).orElse("");
    if (state.isEmpty() || state.startsWith("CONNECT") || diagnosis.underWay().isPresent()) {
      return "";
    }
    return diagnosis
        .workflow()
        .lastRun()
        .map(run -> last(run, state))
        .orElse("not known: KMS does not show it, and no run has recorded it");
  }

  /** State and code, as {@link LastRun#left()} gives them. */
  static String state(RunReport.KeyStore store) {
    return (store.connectionState() + " " + store.connectionErrorCode()).strip();
  }

  private static String last(LastRun run, String state) {
    String moment = JournalWords.moment(run.moment().toString());
    return run.left().equals(state)
        ? "%s at the latest: the last run ended then with %s".formatted(moment, run.outcome())
        : "after %s: the last run ended then with %s".formatted(moment, run.outcome());
  }
}
