package io.keystoreconnector.core;

import java.util.Optional;
import java.util.Set;

/**
 * The key stores for which a deployment allows something. An entry that begins with {@code cks-} is
 * an id. Every other entry is a name, in which {@code *} stands for any number of characters. A
 * {@code *} that stands alone is every key store.
 *
 * @param allowed the entries of the key stores that are allowed
 * @param denied the entries of those that are not, whatever {@code allowed} says
 */
public record AllowList(Set<String> allowed, Set<String> denied) {

  private static final String EVERYTHING = "*";
  private static final String ID = "cks-";

  /** Every key store. */
  public static final AllowList EVERY = of(Set.of(EVERYTHING));

  /** No key store. */
  public static final AllowList NONE = of(Set.of());

  public AllowList {
    allowed = Set.copyOf(allowed);
    denied = Set.copyOf(denied);
  }

  /** Those that the entries name. */
  public static AllowList of(Set<String> entries) {
    return new AllowList(entries, Set.of());
  }

  /** The same without those that the entries name. */
  public AllowList except(Set<String> entries) {
    return new AllowList(allowed, entries);
  }

  /** Whether the key store, as KMS shows it, is one of them. */
  public boolean allows(KeyStore store) {
    return refusal(store).isEmpty();
  }

  /** Why the key store, as KMS shows it, is not one of them; empty if it is. */
  public Optional<String> refusal(KeyStore store) {
    return refusal(store.id(), store.name());
  }

  /** The same for the key store with this id, which has this name now. */
  public Optional<String> refusal(String id, String name) {
    // In case of doubt, it denies: a pattern may match the id or the name.
    if (denied.stream().anyMatch(entry -> new StorePattern(entry).matches(id, name))) {
      return Optional.of("This deployment's deny-list names the key store.");
    }
    boolean named =
        allowed.equals(Set.of(EVERYTHING))
            || allowed.stream().anyMatch(entry -> names(entry, id, name));
    return named
        ? Optional.empty()
        : Optional.of("This deployment's allow-list does not name the key store.");
  }

  /**
   * Whether an entry that allows something names the key store. Anyone who may create a key store
   * may choose its name, so a name is never taken for an id, and a pattern never matches an id.
   */
  public static boolean names(String entry, String id, String name) {
    if (entry.startsWith(ID)) {
      return entry.equals(id);
    }
    StorePattern pattern = new StorePattern(entry);
    return !pattern.matchesEverything() && pattern.matches(name);
  }
}
