package io.keystoreconnector.core;

import org.jspecify.annotations.Nullable;

/**
 * A key store in the list of all, as far as it matters whether it is meant.
 *
 * @param type null for a type that this release does not know
 */
public record ListedKeyStore(String id, String name, @Nullable KeyStoreType type) {}
