package io.keystoreconnector.handlers.account;

import io.keystoreconnector.core.KeyStore;
import io.keystoreconnector.core.UpdateField;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * KMS, as far as custom key stores go. Every method throws {@link NoUsableAnswer}; those that
 * change something throw {@link Refused} as well.
 */
public interface KeyStores {

  /** The key store with that id; empty if KMS knows none. */
  Optional<KeyStore> byId(String id);

  /** The key store with that name; empty if KMS knows none. */
  Optional<KeyStore> byName(String name);

  /** Begins to connect it. */
  void connect(String id);

  /** Begins to disconnect it. */
  void disconnect(String id);

  /** Changes its settings, and tells KMS the credentials if some are given. */
  void update(String id, Map<UpdateField, String> settings, @Nullable Credentials credentials);

  /** Whichever key store comes first; empty if there is none. */
  Optional<KeyStore> any();
}
