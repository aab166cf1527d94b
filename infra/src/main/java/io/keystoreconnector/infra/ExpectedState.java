package io.keystoreconnector.infra;

/** The connection state in which a key store usually is. */
public enum ExpectedState {
  /** It is in use: an alarm goes off when it is not CONNECTED. */
  CONNECTED,
  /** It is switched off, or sleeps at night: its disconnection is no reason for an alarm. */
  DISCONNECTED
}
