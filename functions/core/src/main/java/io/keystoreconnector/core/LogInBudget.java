package io.keystoreconnector.core;

import io.keystoreconnector.core.StateHistory.Failure;

/**
 * Whether KMS may log in as kmsuser once more: five wrong logins lock the user, over all runs
 * together.
 *
 * @param known the journal, with an act whose answer is not known counted as one that may have
 *     happened
 * @param passwordTold whether a person has confirmed that KMS was given the right password
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/fix-keystore.html">Troubleshooting
 *     a custom key store</a>
 */
record LogInBudget(Journal known, Progress progress, KeyStoreType type, boolean passwordTold) {

  /** A first wrong login, and one for a person who has fixed it by hand since. */
  static final int WITHOUT_EVIDENCE = 2;

  /**
   * A new secret version is evidence, but a version that was never set in the cluster may come
   * every day.
   */
  static final int WITH_NEW_VERSIONS = 3;

  /** How many logins may fail before only a person's confirmation allows another. */
  static int allowed(Journal journal) {
    return journal.told() != null || journal.logIns().failed() > WITHOUT_EVIDENCE
        ? WITH_NEW_VERSIONS
        : WITHOUT_EVIDENCE;
  }

  /** Whether a Connect with what KMS has now is allowed. */
  boolean mayLogIn() {
    int failed = known.logIns().failed();
    if (failed == 0 || type != KeyStoreType.AWS_CLOUDHSM || aPersonSaysSo()) {
      return true;
    }
    return known.toldSinceLastFailure()
        ? failed < WITH_NEW_VERSIONS
        : failed < WITHOUT_EVIDENCE && !metInThisRun();
  }

  /** Whether a secret version that is given to KMS now may be tried. */
  boolean mayTryNewVersion() {
    return type != KeyStoreType.AWS_CLOUDHSM
        || known.logIns().failed() < WITH_NEW_VERSIONS
        || aPersonSaysSo();
  }

  /**
   * Whether a person's confirmation still counts: it covers one login, whoever called Connect for
   * it. A failure that the first check shows is older than the confirmation.
   */
  boolean aPersonSaysSo() {
    return passwordTold && progress.states().failuresSinceTheFirstCheck().noneMatch(this::locks);
  }

  private boolean metInThisRun() {
    return progress.states().failures().stream().anyMatch(this::locks);
  }

  private boolean locks(Failure failure) {
    return ConnectionErrorCode.locksKmsuser(failure.code(), type);
  }
}
