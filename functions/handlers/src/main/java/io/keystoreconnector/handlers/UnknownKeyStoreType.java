package io.keystoreconnector.handlers;

/** KMS shows a key store of a kind that it did not have when this was written. */
public final class UnknownKeyStoreType extends RuntimeException {

  UnknownKeyStoreType(String sentence) {
    super(sentence);
  }
}
