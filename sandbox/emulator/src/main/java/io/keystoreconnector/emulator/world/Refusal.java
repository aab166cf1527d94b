package io.keystoreconnector.emulator.world;

/** A call is refused with one of the services' named errors. */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final AwsError error;

  Refusal(AwsError error, String message) {
    super(message, null, false, false);
    this.error = error;
  }

  /** Which error it is. */
  public AwsError error() {
    return error;
  }

  /** The message for the caller. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
