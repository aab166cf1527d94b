package io.keystoreconnector.cli.terminal;

/** Output could not be written; the message is one sentence for the user. */
public final class OutputProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** A problem with its sentence, which says what to do about it. */
  public OutputProblem(String sentence) {
    super(sentence);
  }
}
