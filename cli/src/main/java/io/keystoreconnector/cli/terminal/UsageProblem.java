package io.keystoreconnector.cli.terminal;

/** The command cannot be carried out as given; the message is one sentence. */
public final class UsageProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** A problem with its sentence, which says what to do instead. */
  public UsageProblem(String sentence) {
    super(sentence);
  }
}
