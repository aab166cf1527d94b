package io.keystoreconnector.handlers;

import java.time.Duration;

/** How much time is left before Lambda stops the function. */
interface Deadline {

  /** The longest that a call to AWS takes before the client gives up. */
  Duration LONGEST_CALL = Duration.ofSeconds(3);

  /** The same for UpdateCustomKeyStore, for which KMS asks others before it answers. */
  Duration LONGEST_UPDATE = Duration.ofSeconds(6);

  /** No limit, for callers without one. */
  Deadline NONE = () -> Integer.MAX_VALUE;

  /** In milliseconds. */
  int remaining();

  /**
   * Must be called before a call that changes something.
   *
   * @throws NoTimeLeft if a call that takes so long could be cut off
   */
  default void leavesTimeFor(Duration call) {
    if (remaining() < call.toMillis()) {
      throw new NoTimeLeft();
    }
  }
}
