package io.keystoreconnector.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which secrets and settings a deployment allows a request to name for each key store. IAM cannot
 * express this: the function that calls KMS may read the secrets of all key stores.
 *
 * @param secrets by an entry as in an {@link AllowList}, or {@link #EVERY_STORE}, the secrets that
 *     belong to those key stores; null for every secret
 * @param settings by an entry as in an {@link AllowList}, or {@link #EVERY_STORE}, the JSON names
 *     of the settings that may be changed in those key stores; null for every setting
 */
public record UpdateRules(
    @Nullable Map<String, List<String>> secrets, @Nullable Map<String, Set<String>> settings) {

  /** Stands for every key store. */
  public static final String EVERY_STORE = "*";

  /** Everything that a request names is allowed. */
  public static final UpdateRules EVERYTHING = new UpdateRules(null, null);

  /** What is wrong with a value in {@code update}, as a sentence that does not repeat the value. */
  Optional<String> problem(UpdateField field, String value, KeyStore store) {
    return allows(field, value, store)
        ? Optional.empty()
        : Optional.of(
            field.namesSecret()
                ? "update.%s must name the secret that the deployment has for key store %s: name that one, or add this one to KEY_STORE_SECRETS in the deployment's settings."
                    .formatted(field.json(), store.id())
                : "update.%s must not be given for key store %s, because the deployment does not allow changing it: leave it out, or add it to KEY_STORE_SETTINGS in the deployment's settings."
                    .formatted(field.json(), store.id()));
  }

  /** Whether a request may name that value for the key store. */
  public boolean allows(UpdateField field, String value, KeyStore store) {
    if (!field.namesSecret()) {
      return settings == null || of(settings, store).anyMatch(set -> set.contains(field.json()));
    }
    return secrets == null
        || of(secrets, store)
            .flatMap(List::stream)
            .anyMatch(secret -> SecretName.matches(secret, value, store));
  }

  /** Whether a request may name any value for it at all. */
  boolean allowsAny(UpdateField field, KeyStore store) {
    return field.namesSecret()
        ? secrets == null || of(secrets, store).anyMatch(named -> !named.isEmpty())
        : allows(field, "", store);
  }

  /** The one secret that the deployment has for the key store; empty if that is not clear. */
  Optional<String> secretOf(KeyStore store) {
    List<String> named =
        secrets == null
            ? List.of()
            : of(secrets, store)
                .flatMap(List::stream)
                .filter(rule -> SecretName.canBeFilled(rule, store))
                .map(rule -> SecretName.filled(rule, store))
                .filter(secret -> !secret.endsWith("*"))
                .distinct()
                .toList();
    return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
  }

  private static <T> Stream<T> of(Map<String, T> rules, KeyStore store) {
    return rules.entrySet().stream()
        .filter(
            rule ->
                rule.getKey().equals(EVERY_STORE)
                    || AllowList.names(rule.getKey(), store.id(), store.name()))
        .map(Map.Entry::getValue);
  }
}
