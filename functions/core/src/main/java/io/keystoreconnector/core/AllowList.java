package io.keystoreconnector.core;

import java.util.Set;

/**
 * The key stores for which a deployment allows something.
 *
 * @param everyKeyStore whether it is every key store, whatever its id
 * @param ids the ids of the allowed key stores otherwise
 */
public record AllowList(boolean everyKeyStore, Set<String> ids) {

  /** Every key store. */
  public static final AllowList EVERY = new AllowList(true, Set.of());

  /** No key store. */
  public static final AllowList NONE = new AllowList(false, Set.of());

  public AllowList {
    ids = Set.copyOf(ids);
  }

  /** Those with these ids. */
  public static AllowList of(Set<String> ids) {
    return new AllowList(false, ids);
  }

  /** Whether the key store is one of them. */
  public boolean allows(String keyStoreId) {
    return everyKeyStore || ids.contains(keyStoreId);
  }
}
