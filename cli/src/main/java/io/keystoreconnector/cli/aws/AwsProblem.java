package io.keystoreconnector.cli.aws;

/** AWS could not be asked, or did not do what was asked; the message is one sentence. */
public final class AwsProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** What kind of problem it is. */
  public enum Kind {
    /** Region, credentials, endpoint or network are not as they have to be. */
    SET_UP,
    /** The caller may not do that. */
    DENIED,
    /** What was named does not exist. */
    ABSENT,
    /** It may pass by itself. */
    PASSING,
    /** Anything else that AWS refuses. */
    REFUSED
  }

  private final Kind kind;

  AwsProblem(Kind kind, String sentence) {
    super(sentence);
    this.kind = kind;
  }

  /** What kind of problem it is. */
  public Kind kind() {
    return kind;
  }
}
