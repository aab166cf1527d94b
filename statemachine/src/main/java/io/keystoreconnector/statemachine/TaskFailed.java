package io.keystoreconnector.statemachine;

import org.jspecify.annotations.Nullable;

/** A task ended with an error, with the name that Retry and Catch match. */
public final class TaskFailed extends Exception {
  private static final long serialVersionUID = 1;

  private final String error;
  private final @Nullable String reason;

  /** Step Functions calls the reason the cause. */
  public TaskFailed(String error, @Nullable String reason) {
    super(error + ": " + reason);
    this.error = error;
    this.reason = reason;
  }

  /** The name of the error. */
  public String error() {
    return error;
  }

  /** What Step Functions calls the cause. */
  public @Nullable String reason() {
    return reason;
  }
}
