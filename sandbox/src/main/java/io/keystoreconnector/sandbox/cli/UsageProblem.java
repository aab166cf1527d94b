package io.keystoreconnector.sandbox.cli;

/** The command cannot be carried out as it was given; the message is one sentence. */
final class UsageProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  UsageProblem(String sentence) {
    super(sentence);
  }
}
