package io.keystoreconnector.handlers;

import io.keystoreconnector.core.KeyStore;
import io.keystoreconnector.core.ListedKeyStore;
import io.keystoreconnector.core.UpdateField;
import io.keystoreconnector.handlers.account.Credentials;
import io.keystoreconnector.handlers.account.KeyStores;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers every query for a key store with any key store that exists. It cannot change one. */
record AnyKeyStore(KeyStores keyStores) implements KeyStores {

  @Override
  public Optional<KeyStore> byId(String id) {
    return keyStores.any();
  }

  @Override
  public Optional<KeyStore> byName(String name) {
    return keyStores.any();
  }

  @Override
  public List<ListedKeyStore> all() {
    return keyStores.all();
  }

  @Override
  public Optional<KeyStore> any() {
    return keyStores.any();
  }

  /** Nobody has asked for a use of that key store. */
  @Override
  public void generateRandom(String id) {}

  @Override
  public void encrypt(String keyArn) {}

  @Override
  public void connect(String id) {
    throw new UnsupportedOperationException("priming changes nothing");
  }

  @Override
  public void disconnect(String id) {
    throw new UnsupportedOperationException("priming changes nothing");
  }

  @Override
  public void update(
      String id, Map<UpdateField, String> settings, @Nullable Credentials credentials) {
    throw new UnsupportedOperationException("priming changes nothing");
  }
}
