package io.keystoreconnector.core;

/** What a look at the secret's labels gave. A look never reads the value. */
public sealed interface SecretView {

  /** It was not looked at, because no update with a secret is due. */
  record NotLooked() implements SecretView {}

  /**
   * It does not exist, is scheduled for deletion, or has no current version; the sentence says
   * which.
   */
  record Unusable(String problem) implements SecretView {}

  /**
   * Its current version.
   *
   * @param applied whether it bears the label of a release before the journal, which says that KMS
   *     was told it for this key store
   */
  record Current(String versionId, boolean applied) implements SecretView {}
}
