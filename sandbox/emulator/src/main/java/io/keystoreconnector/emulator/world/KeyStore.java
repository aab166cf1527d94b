package io.keystoreconnector.emulator.world;

import org.jspecify.annotations.Nullable;

/** A custom key store as KMS knows it, together with the proxy it talks to if it is external. */
public final class KeyStore {

  /** Who keeps the keys, by the name on the wire. */
  public enum Type {
    AWS_CLOUDHSM,
    EXTERNAL_KEY_STORE
  }

  /** How long connecting and disconnecting take, in seconds. */
  record Durations(int connect, int disconnect) {}

  private final String id;
  private final long createdMillis;
  final Durations durations;
  String name;
  int keys;

  /** The cluster that is associated; null for an external key store. */
  @Nullable String clusterId;

  @Nullable String trustAnchor;

  /** The password that KMS was told or chose itself. */
  String password = "";

  @Nullable XksSettings xks;
  @Nullable XksProxy proxy;

  ConnectionState state = ConnectionState.DISCONNECTED;

  /** Only while FAILED. */
  @Nullable String errorCode;

  /** When CONNECTING or DISCONNECTING ends, in milliseconds; null if it never does. */
  @Nullable Long due;

  /** The end that a fault has in store for the running connect. */
  @Nullable String forcedCode;

  KeyStore(String id, String name, long createdMillis, Durations durations) {
    this.id = id;
    this.name = name;
    this.createdMillis = createdMillis;
    this.durations = durations;
  }

  /** The key store's id. */
  public String id() {
    return id;
  }

  /** The key store's name, which can change. */
  public String name() {
    return name;
  }

  /** The connection state right now, whatever a stale Describe says. */
  public ConnectionState state() {
    return state;
  }

  /** Why the last connect failed; only while FAILED. */
  public @Nullable String errorCode() {
    return errorCode;
  }

  /** Who keeps the keys. */
  public Type type() {
    return xks == null ? Type.AWS_CLOUDHSM : Type.EXTERNAL_KEY_STORE;
  }

  /** The associated cluster; null for an external key store. */
  public @Nullable String clusterId() {
    return clusterId;
  }

  /** The certificate given at creation; null for an external key store. */
  public @Nullable String trustAnchor() {
    return trustAnchor;
  }

  /** What KMS was told about the proxy; null unless the key store is external. */
  public @Nullable XksSettings xks() {
    return xks;
  }

  /** Milliseconds since the world's start; 0 or less for what was there before. */
  public long createdMillis() {
    return createdMillis;
  }
}
