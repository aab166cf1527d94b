package io.keystoreconnector.core;

/** The two kinds of custom key store, in the words of KMS. */
public enum KeyStoreType {
  AWS_CLOUDHSM("CloudHSM key store"),
  EXTERNAL_KEY_STORE("external key store");

  private final String words;

  KeyStoreType(String words) {
    this.words = words;
  }

  /** What people call it. */
  public String words() {
    return words;
  }
}
