package io.keystoreconnector.cli.terminal;

/** What was to be written could not be; the message is one sentence for the user. */
public final class OutputProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  public OutputProblem(String sentence) {
    super(sentence);
  }
}
