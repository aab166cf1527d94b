package io.keystoreconnector.emulator.world;

import java.util.Objects;

/** Makes the key store that CreateCustomKeyStore describes; its proxy matches the parameters. */
final class NewKeyStore {

  private final World world;

  NewKeyStore(World world) {
    this.world = world;
  }

  KeyStore from(KeyStoreChange wanted, String trustAnchor) {
    String name = Objects.requireNonNull(wanted.name());
    Settings settings = world.settings();
    KeyStore store =
        new KeyStore(
            world.ids().keyStore(name + " " + world.moment()),
            name,
            world.moment(),
            new KeyStore.Durations(settings.connectSeconds(), settings.disconnectSeconds()));
    if (wanted.clusterId() == null) {
      makeExternal(store, wanted.xks());
    } else {
      store.clusterId = wanted.clusterId();
      store.password = Objects.requireNonNull(wanted.password());
      store.trustAnchor = trustAnchor;
    }
    return store;
  }

  private static void makeExternal(KeyStore store, KeyStoreChange.XksChange wanted) {
    store.xks =
        new XksSettings(
            Objects.requireNonNull(wanted.connectivity()),
            Objects.requireNonNull(wanted.endpoint()),
            Objects.requireNonNull(wanted.path()),
            Objects.requireNonNull(wanted.credential()),
            wanted.vpcServiceName(),
            wanted.vpcServiceOwner());
    store.proxy = XksProxy.agreeingWith(store.xks);
  }
}
