package io.keystoreconnector.core;

/**
 * The state of a custom key store, in the words of KMS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_CustomKeyStoresListEntry.html">CustomKeyStoresListEntry</a>
 */
public enum ConnectionState {
  CONNECTED,
  CONNECTING,
  DISCONNECTED,
  DISCONNECTING,
  FAILED,
  /** A state that KMS did not have when this was written. Nothing is done to such a store. */
  UNKNOWN;

  /** The state with that name, or {@link #UNKNOWN}. */
  public static ConnectionState of(String name) {
    for (ConnectionState state : values()) {
      if (state.name().equals(name)) {
        return state;
      }
    }
    return UNKNOWN;
  }
}
