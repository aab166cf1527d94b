package io.keystoreconnector.handlers.account;

/**
 * AWS answered with a named exception: nothing happened. Handlers turn it into an answer for the
 * playbook; it never reaches the state machine.
 */
public final class Refused extends RuntimeException {

  private final String error;

  /**
   * An answer from AWS.
   *
   * @param error the name of the exception, such as CustomKeyStoreInvalidStateException
   * @param message its message, or a sentence of the connector; never a secret
   */
  public Refused(String error, String message) {
    super(message);
    this.error = error;
  }

  /** The name of the exception. */
  public String error() {
    return error;
  }
}
