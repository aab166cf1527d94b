package io.keystoreconnector.infra;

/** The requested deployment is not valid; the message names the field and what is allowed. */
public final class InvalidDeployment extends IllegalArgumentException {
  /** With a sentence that names the field and what is allowed. */
  public InvalidDeployment(String sentence) {
    super(sentence);
  }
}
