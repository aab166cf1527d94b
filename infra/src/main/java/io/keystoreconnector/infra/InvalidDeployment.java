package io.keystoreconnector.infra;

/** What was asked for cannot be deployed; the message names the field and what is allowed. */
public final class InvalidDeployment extends IllegalArgumentException {
  InvalidDeployment(String sentence) {
    super(sentence);
  }
}
