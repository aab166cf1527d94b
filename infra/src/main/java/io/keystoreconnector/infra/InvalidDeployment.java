package io.keystoreconnector.infra;

/** The requested deployment is not valid; the message names the field and what is allowed. */
public final class InvalidDeployment extends IllegalArgumentException {
  InvalidDeployment(String sentence) {
    super(sentence);
  }
}
