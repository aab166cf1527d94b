package io.keystoreconnector.handlers;

/** AWS limits the rate of calls: the call was not carried out. The state machine tries again. */
public final class Throttled extends RuntimeException {

  /** Names the IAM action that was throttled. */
  public Throttled(String action) {
    super("AWS throttled " + action + ".");
  }
}
