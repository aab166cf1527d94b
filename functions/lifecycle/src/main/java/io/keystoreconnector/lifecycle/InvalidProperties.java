package io.keystoreconnector.lifecycle;

/** The properties of a {@code Custom::KeyStoreConnection} break the rules; the message says how. */
final class InvalidProperties extends RuntimeException {

  InvalidProperties(String sentence) {
    super(sentence);
  }
}
