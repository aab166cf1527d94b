package io.keystoreconnector.emulator.world;

/** The five connection states of a custom key store, by their names on the wire. */
public enum ConnectionState {
  CONNECTED,
  CONNECTING,
  FAILED,
  DISCONNECTED,
  DISCONNECTING
}
