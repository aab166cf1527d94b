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
   * @param applied whether that version was pushed to this key store before, by this or any run
   */
  record Current(String versionId, boolean applied) implements SecretView {}
}
