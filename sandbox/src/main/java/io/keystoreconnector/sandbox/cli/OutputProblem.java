package io.keystoreconnector.sandbox.cli;

/** What was to be written could not be; the message is one sentence for the user. */
final class OutputProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  OutputProblem(String sentence) {
    super(sentence);
  }
}
