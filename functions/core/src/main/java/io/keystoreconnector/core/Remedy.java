package io.keystoreconnector.core;

/** What software can do about a failed connect. */
public enum Remedy {
  /** Disconnect and connect again. */
  RETRY,
  /** Disconnect, let some time pass, and connect again. */
  RETRY_AFTER_PAUSE,
  /** Wait until an HSM is active, or add one, then disconnect and connect. */
  HSM,
  /** Disconnect, change a setting of the key store, and connect. */
  UPDATE,
  /** Nothing: a person has to act first. */
  PERSON
}
