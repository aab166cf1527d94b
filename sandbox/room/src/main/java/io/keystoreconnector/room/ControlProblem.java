package io.keystoreconnector.room;

/** The control endpoint refuses a request; the message is one sentence for a person. */
public final class ControlProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final int status;

  private ControlProblem(int status, String sentence) {
    super(sentence);
    this.status = status;
  }

  /** The request cannot be understood. */
  public static ControlProblem badRequest(String sentence) {
    return new ControlProblem(BAD_REQUEST, sentence);
  }

  /** The subject of the request does not exist. */
  static ControlProblem notFound(String sentence) {
    return new ControlProblem(NOT_FOUND, sentence);
  }

  /** The current state does not allow it. */
  public static ControlProblem conflict(String sentence) {
    return new ControlProblem(CONFLICT, sentence);
  }

  /** The HTTP status of the answer. */
  public int status() {
    return status;
  }

  /** What is wrong, in one sentence for a person. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
