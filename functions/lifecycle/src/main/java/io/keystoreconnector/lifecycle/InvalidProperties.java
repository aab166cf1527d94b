package io.keystoreconnector.lifecycle;

/** The properties of a {@code Custom::KeyStoreConnection} break the rules, said in one sentence. */
final class InvalidProperties extends RuntimeException {

  InvalidProperties(String sentence) {
    super(sentence);
  }
}
