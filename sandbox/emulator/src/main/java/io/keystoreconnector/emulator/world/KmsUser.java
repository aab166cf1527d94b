package io.keystoreconnector.emulator.world;

/**
 * The crypto user {@code kmsuser} as it exists on one HSM.
 *
 * @param loggedIn whether someone other than KMS is logged in as this user
 */
record KmsUser(
    boolean present, String password, int failedLogIns, boolean locked, boolean loggedIn) {

  /** This many wrong passwords in a row lock the user. */
  static final int LOCKING_LOG_IN = 5;

  static KmsUser withPassword(String password) {
    return new KmsUser(true, password, 0, false, false);
  }

  KmsUser afterFailedLogIn() {
    int failed = failedLogIns + 1;
    return new KmsUser(present, password, failed, locked || failed >= LOCKING_LOG_IN, loggedIn);
  }

  /** A successful login of KMS does the same: it resets the count of failed ones. */
  KmsUser rotatedTo(String newPassword) {
    return new KmsUser(present, newPassword, 0, locked, loggedIn);
  }

  KmsUser unlocked() {
    return new KmsUser(present, password, 0, false, loggedIn);
  }

  KmsUser logged(boolean in) {
    return new KmsUser(present, password, failedLogIns, locked, in);
  }
}
