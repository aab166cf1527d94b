package io.keystoreconnector.core;

/**
 * Whether a check could use a CONNECTED key store. CONNECTED is what KMS remembers of the last
 * connect; only an answer that an HSM or the external key manager had to give proves that keys
 * work.
 */
public sealed interface ProofView {

  /** The check did not try. */
  record NotTried() implements ProofView {}

  /**
   * The key store did its part.
   *
   * @param operation the KMS operation that succeeded, such as GenerateRandom
   */
  record Used(String operation) implements ProofView {}

  /**
   * The key store did not do its part.
   *
   * @param why what AWS said, without the full stop
   */
  record Unusable(String why) implements ProofView {}

  /**
   * It could not be tried.
   *
   * @param why a sentence that says what is missing
   */
  record Impossible(String why) implements ProofView {}
}
