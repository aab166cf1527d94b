package io.keystoreconnector.handlers;

/** KMS shows a key store of a kind that it did not have when this was written. */
public final class UnknownKeyStoreType extends RuntimeException {

  /** Names the kind, in the words of KMS. */
  public UnknownKeyStoreType(String type) {
    super(
        "This version of the connector does not know custom key stores of type %s; deploy a newer one."
            .formatted(type));
  }
}
