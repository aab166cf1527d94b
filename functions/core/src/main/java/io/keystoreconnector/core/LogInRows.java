package io.keystoreconnector.core;

import java.util.Locale;

/** The row for a kmsuser that has too few logins left. */
final class LogInRows {

  private LogInRows() {}

  /**
   * Only a person's confirmation allows another login, or a new secret version while that still
   * counts.
   */
  static Verdict exhausted(Situation s) {
    Journal.LogIns logIns = s.known().logIns();
    boolean versionsCount = logIns.failed() < LogInBudget.WITH_NEW_VERSIONS;
    return Verdict.person(
        Reason.LOGINS_EXHAUSTED,
        String.format(
            Locale.ROOT,
            "%d logins of kmsuser have failed since the key store was last CONNECTED, the last one"
                + " with %s; to continue, the connector needs %s.",
            logIns.failed(),
            logIns.code(),
            versionsCount
                ? "a new secret version, or --password-told"
                : "a person's confirmation, --password-told"));
  }
}
