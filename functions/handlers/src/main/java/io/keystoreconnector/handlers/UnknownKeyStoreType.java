package io.keystoreconnector.handlers;

/** KMS shows a key store of a type that did not exist when this was written. */
public final class UnknownKeyStoreType extends RuntimeException {

  UnknownKeyStoreType(String sentence) {
    super(sentence);
  }
}
