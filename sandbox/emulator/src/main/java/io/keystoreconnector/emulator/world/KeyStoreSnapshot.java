package io.keystoreconnector.emulator.world;

import org.jspecify.annotations.Nullable;

/** A key store as DescribeCustomKeyStores shows it, frozen at one moment. */
public record KeyStoreSnapshot(
    String id,
    String name,
    KeyStore.Type type,
    long createdMillis,
    ConnectionState state,
    @Nullable String errorCode,
    @Nullable String clusterId,
    @Nullable String trustAnchor,
    @Nullable XksSettings xks) {

  static KeyStoreSnapshot of(KeyStore store) {
    return new KeyStoreSnapshot(
        store.id(),
        store.name(),
        store.type(),
        store.createdMillis(),
        store.state(),
        store.errorCode(),
        store.clusterId(),
        store.trustAnchor(),
        store.xks());
  }
}
