package io.keystoreconnector.core;

import io.keystoreconnector.core.Journal.LogIns;
import io.keystoreconnector.core.Progress.Failure;

/**
 * Whether KMS may log in as kmsuser once more: five wrong log-ins lock the user, over all runs
 * together.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/fix-keystore.html">Troubleshooting
 *     a custom key store</a>
 */
record LogInBudget(Situation s) {

  /** A first wrong log-in, and one for the person who has mended it by hand since. */
  static final int WITHOUT_EVIDENCE = 2;

  /**
   * A new secret version is evidence, but one that nobody put into the cluster can come each day.
   */
  static final int WITH_NEW_VERSIONS = 3;

  /** How many log-ins may fail before only a person's word goes on. */
  static int allowed(Journal journal) {
    return journal.told() != null || journal.logIns().failed() > WITHOUT_EVIDENCE
        ? WITH_NEW_VERSIONS
        : WITHOUT_EVIDENCE;
  }

  /** Whether a Connect with what KMS has now is allowed. */
  boolean mayLogIn() {
    LogIns logIns = s.known().logIns();
    if (logIns.failed() == 0 || !s.isCloudHsm() || aPersonSaysSo()) {
      return true;
    }
    return s.toldSinceLastFailure()
        ? logIns.failed() < WITH_NEW_VERSIONS
        : logIns.failed() < WITHOUT_EVIDENCE && !metInThisRun();
  }

  /** Whether a secret version that is told to KMS now may be tried. */
  boolean mayTryNewVersion() {
    return !s.isCloudHsm() || s.known().logIns().failed() < WITH_NEW_VERSIONS || aPersonSaysSo();
  }

  /** Whether a person's word still counts: it stands for one log-in. */
  boolean aPersonSaysSo() {
    return s.request().passwordTold()
        && s.progress().failures().stream()
            .noneMatch(failure -> locks(failure) && s.progress().connectedBefore(failure.at()));
  }

  private boolean metInThisRun() {
    return s.progress().failures().stream().anyMatch(this::locks);
  }

  private boolean locks(Failure failure) {
    return ConnectionErrorCode.locksKmsuser(failure.code(), s.store().type());
  }
}
