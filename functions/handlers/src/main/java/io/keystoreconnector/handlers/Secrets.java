package io.keystoreconnector.handlers;

import io.keystoreconnector.core.SecretView;
import java.util.Optional;

/**
 * Secrets Manager. A version that was pushed to a key store bears the staging label {@code
 * applied-<key store id>}. Every method throws {@link Throttled}, {@link ServiceUnavailable} or
 * {@link AccessDenied}.
 */
public interface Secrets {

  /** What the labels say of the current version, without reading its value. */
  SecretView look(String secretId, String keyStoreId);

  /**
   * The value of one version.
   *
   * @throws Refused if it has none that is text
   */
  SecretText read(String secretId, String versionId);

  /**
   * Moves the label of the key store to that version and gives the version that bore it before.
   *
   * @throws Refused if the version does not exist
   */
  Optional<String> markApplied(String secretId, String versionId, String keyStoreId);

  /**
   * Undoes {@link #markApplied}: the label goes back to the version that bore it before, if there
   * was one; nothing happens if that is the same version.
   *
   * @throws Refused if the label is somewhere else by now
   */
  void restoreMark(String secretId, String versionId, Optional<String> previous, String keyStoreId);
}
