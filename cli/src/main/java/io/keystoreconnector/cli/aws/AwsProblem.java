package io.keystoreconnector.cli.aws;

/** AWS could not be reached, or refused a request; the message is one sentence. */
public final class AwsProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** What kind of problem it is. */
  public enum Kind {
    /** Region, credentials, endpoint or network are not set up correctly. */
    SET_UP,
    /** The caller is not allowed to do that. */
    DENIED,
    /** What the caller named does not exist. */
    ABSENT,
    /** It may resolve itself. */
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
