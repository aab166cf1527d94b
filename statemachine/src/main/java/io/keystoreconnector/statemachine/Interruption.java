package io.keystoreconnector.statemachine;

/** Ends a sequence of states from outside, past every Retry and Catch. */
final class Interruption extends RuntimeException {
  private static final long serialVersionUID = 1;

  enum Kind {
    /** Someone stopped the execution. */
    STOPPED,
    /** The machine's own TimeoutSeconds elapsed. */
    TIMED_OUT,
    /** Another branch failed, so this one is no longer needed. */
    CANCELLED,
    /** The history has no room for another event. */
    HISTORY_FULL
  }

  private final Kind kind;

  Interruption(Kind kind) {
    super(kind.name(), null, false, false);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
