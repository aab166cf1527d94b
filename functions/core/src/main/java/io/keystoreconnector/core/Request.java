package io.keystoreconnector.core;

import org.jspecify.annotations.Nullable;

/**
 * What a run is asked to do: the execution's input, with its defaults filled in. Exactly one of id
 * and name is given.
 *
 * @param addHsm whether the run may buy an HSM, which costs money by the hour
 * @param maxAttempts how often ConnectCustomKeyStore may be called in the run
 * @param windowSeconds when the run ends at the latest, in seconds from its start
 * @param pollSeconds the wait between two looks, in seconds
 * @param dryRun look and decide once, change nothing
 * @param passwordTold a person's word that KMS has the right password of kmsuser now, whatever
 *     failed before
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

  /** What a store found DISCONNECTED is taken for. */
  public enum WhenDisconnected {
    /** Not connected yet: connect it. */
    CONNECT,
    /** Switched off on purpose: leave it. */
    LEAVE
  }
}
