package io.keystoreconnector.handlers.account;

import io.keystoreconnector.core.KeyStore;
import io.keystoreconnector.core.ListedKeyStore;
import io.keystoreconnector.core.UpdateField;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * KMS, limited to custom key stores. Every method throws {@link NoUsableAnswer}; those that change
 * or use something throw {@link Refused} as well.
 */
public interface KeyStores {

  /** The key store with that id; empty if KMS does not know it. */
  Optional<KeyStore> byId(String id);

  /** The key store with that name; empty if KMS does not know it. */
  Optional<KeyStore> byName(String name);

  /** Begins to connect it. */
  void connect(String id);

  /** Begins to disconnect it. */
  void disconnect(String id);

  /** Changes its settings, and gives KMS the credentials, if any. */
  void update(String id, Map<UpdateField, String> settings, @Nullable Credentials credentials);

  /** Has an HSM of the key store make a random byte, and forgets it. */
  void generateRandom(String id);

  /** Encrypts a byte that is no secret with this key, and forgets the result. */
  void encrypt(String keyArn);

  /** Every key store of the account and Region. */
  List<ListedKeyStore> all();

  /** The first key store in the list; empty if there is none. */
  Optional<KeyStore> any();
}
