package io.keystoreconnector.core;

/** The result of checking the secret's labels. A check never reads the value. */
public sealed interface SecretView {

  /** It was not checked, because no update with a secret is due. */
  record NotLooked() implements SecretView {}

  /**
   * It does not exist, is scheduled for deletion, or has no current version; the sentence says
   * which.
   */
  record Unusable(String problem) implements SecretView {}

  /**
   * Its current version.
   *
   * @param applied whether it has the label of a release before the journal, which means that it
   *     was given to KMS for this key store
   */
  record Current(String versionId, boolean applied) implements SecretView {}
}
