package io.keystoreconnector.infra.app;

/** The configuration file cannot be used; the message names the field and what is allowed. */
final class InvalidConfiguration extends RuntimeException {

  private static final long serialVersionUID = 1;

  InvalidConfiguration(String sentence) {
    super(sentence);
  }
}
