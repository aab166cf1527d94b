package io.keystoreconnector.emulator.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A custom key store as KMS sees it, with its proxy if it is external. */
public final class KeyStore {

  /** The type: who keeps the keys, by the name on the wire. */
  public enum Type {
    AWS_CLOUDHSM,
    EXTERNAL_KEY_STORE
  }

  /** How long connecting and disconnecting take, in seconds. */
  record Durations(int connect, int disconnect) {}

  /**
   * A name for a key.
   *
   * @param name begins with {@code alias/}
   * @param key the key's ARN
   */
  public record Alias(String name, String key) {}

  private final String id;
  private final long createdMillis;
  final Durations durations;
  String name;
  int keys;

  /** The associated cluster; null for an external key store. */
  @Nullable String clusterId;

  @Nullable String trustAnchor;

  /** The password that KMS was given or chose itself. */
  String password = "";

  @Nullable XksSettings xks;
  @Nullable XksProxy proxy;

  ConnectionState state = ConnectionState.DISCONNECTED;

  /** Only while FAILED. */
  @Nullable String errorCode;

  /** When CONNECTING or DISCONNECTING ends, in milliseconds; null if it never does. */
  @Nullable Long due;

  /** The ARNs of keys in it that can be named in a call. */
  final List<String> keyArns = new ArrayList<>();

  /** The aliases of these keys. */
  final List<Alias> keyAliases = new ArrayList<>();

  /** How every use of it ends while it is CONNECTED, until a disconnect; null for success. */
  @Nullable AwsError useEndsWith;

  /** The end that a fault causes for the connect in progress. */
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

  /** The current connection state, regardless of what a stale Describe says. */
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

  /** What KMS was given about the proxy; null unless the key store is external. */
  public @Nullable XksSettings xks() {
    return xks;
  }

  /** The ARNs of keys in it that can be named in a call. */
  public List<String> keyArns() {
    return List.copyOf(keyArns);
  }

  /** The aliases of these keys. */
  public List<Alias> keyAliases() {
    return List.copyOf(keyAliases);
  }

  /** Milliseconds since the world's start; 0 or less if it existed before. */
  public long createdMillis() {
    return createdMillis;
  }
}
