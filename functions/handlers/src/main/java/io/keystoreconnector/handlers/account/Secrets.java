package io.keystoreconnector.handlers.account;

import io.keystoreconnector.core.SecretView;

/** Secrets Manager. Every method throws {@link NoUsableAnswer}. */
public interface Secrets {

  /**
   * The current version, without reading its value. Releases before the journal labeled a version
   * {@code applied-<key store id>} before they gave it to KMS; that label is still read.
   */
  SecretView look(String secretId, String keyStoreId);

  /**
   * The value of one version.
   *
   * @throws Refused if it has no string value
   */
  SecretText read(String secretId, String versionId);
}
