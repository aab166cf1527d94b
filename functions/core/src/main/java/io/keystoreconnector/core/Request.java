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

  /** What a DISCONNECTED store means. */
  public enum WhenDisconnected {
    /** Not connected yet: connect it. */
    CONNECT,
    /** Switched off on purpose: leave it. */
    LEAVE
  }
}
