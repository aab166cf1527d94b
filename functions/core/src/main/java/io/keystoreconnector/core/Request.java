package io.keystoreconnector.core;

import org.jspecify.annotations.Nullable;

/**
 * What a run is requested to do: the execution's input, with defaults filled in. Exactly one of id
 * and name is given.
 *
 * @param addHsm whether the run may buy an HSM, which is billed by the hour
 * @param maxAttempts how often ConnectCustomKeyStore may be called in the run
 * @param windowSeconds the latest end of the run, in seconds from its start
 * @param pollSeconds the wait between two checks, in seconds
 * @param dryRun check and decide once, change nothing
 * @param passwordTold a person's confirmation that KMS now has the right password of kmsuser,
 *     whatever failed before
 */
public record Request(
    @Nullable String customKeyStoreId,
    @Nullable String customKeyStoreName,
    WhenDisconnected whenDisconnected,
    Update update,
    boolean addHsm,
    int maxAttempts,
    int windowSeconds,
    int pollSeconds,
    boolean dryRun,
    boolean passwordTold) {

  static final int USUAL_ATTEMPTS = 3;
  static final int USUAL_WINDOW_SECONDS = 1200;
  static final int USUAL_POLL_SECONDS = 10;

  /** What a DISCONNECTED store means. */
  public enum WhenDisconnected {
    /** Not connected yet: connect it. */
    CONNECT,
    /** Switched off on purpose: leave it. */
    LEAVE
  }

  /** Whether a key store that someone has disconnected stays so. */
  boolean leaves() {
    return whenDisconnected == WhenDisconnected.LEAVE;
  }

  Request withoutLeave() {
    return changed(WhenDisconnected.CONNECT, update, addHsm, dryRun, passwordTold);
  }

  Request with(Update other) {
    return changed(whenDisconnected, other, addHsm, dryRun, passwordTold);
  }

  Request withAddHsm(boolean other) {
    return changed(whenDisconnected, update, other, dryRun, passwordTold);
  }

  Request withoutDryRun() {
    return changed(whenDisconnected, update, addHsm, false, passwordTold);
  }

  Request withPasswordTold() {
    return changed(whenDisconnected, update, addHsm, dryRun, true);
  }

  private Request changed(
      WhenDisconnected disconnected, Update change, boolean hsm, boolean dry, boolean told) {
    return new Request(
        customKeyStoreId,
        customKeyStoreName,
        disconnected,
        change,
        hsm,
        maxAttempts,
        windowSeconds,
        pollSeconds,
        dry,
        told);
  }
}
