package io.keystoreconnector.infra;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Token;

/**
 * What a deployment may do, as its policies and its functions' environment express it. Strings may
 * be tokens.
 *
 * @param keyStores comma-separated entries: ids, names, patterns of names; or a {@code *} alone
 * @param denied comma-separated entries of key stores that may not be acted on, whatever the other
 *     lists say; {@code none} for none
 * @param addHsm comma-separated entries of those for which an HSM may be created; null for none
 * @param disconnectOnDelete comma-separated entries of those that a deleted stack may disconnect;
 *     null for none
 * @param keyStoreSecrets comma-separated pairs {@code entry=secret}: the secrets that a request for
 *     those key stores may name; {@code none} for none
 * @param keyStoreSettings comma-separated pairs {@code entry=field}: the settings that a request
 *     for those key stores may change; {@code none} for none
 * @param secrets ARNs, or patterns of them, of the secrets that may be read
 * @param secretKeys ARNs of the keys that encrypt them
 * @param secretsByRule a pattern of the ARNs of further secrets that may be read, whichever key of
 *     the account encrypts them; null for none
 * @param canaryKeys comma-separated pairs {@code id=ARN}: the key that a check tries in that key
 *     store; {@code none} for none
 * @param canaryKeyArns the ARNs in it
 * @param example a request for one of the key stores, as JSON
 */
record DeploymentScope(
    String keyStores,
    String denied,
    @Nullable String addHsm,
    @Nullable String disconnectOnDelete,
    String keyStoreSecrets,
    String keyStoreSettings,
    List<String> secrets,
    List<String> secretKeys,
    @Nullable String secretsByRule,
    String canaryKeys,
    List<String> canaryKeyArns,
    String example) {

  /** The value of a variable that allows nothing; an empty one would mean everything. */
  static final String NONE = "none";

  /** The request that stands for all where no key store is known by its id. */
  static final String REQUEST_BY_NAME = "{\"customKeyStoreName\": \"NAME\"}";

  static DeploymentScope of(List<ManagedKeyStore> stores, List<String> denied, SecretArns arns) {
    Validation.that(
        !stores.isEmpty(),
        "keyStores must name at least one key store that the connector may act on.");
    return new DeploymentScope(
        ids(stores, store -> true).orElseThrow(),
        denied.isEmpty() ? NONE : String.join(",", denied),
        ids(stores, ManagedKeyStore::addHsm).orElse(null),
        ids(stores, ManagedKeyStore::disconnectOnDelete).orElse(null),
        pairs(stores, ManagedKeyStore::secrets),
        pairs(stores, ManagedKeyStore::settings),
        stores.stream()
            .flatMap(store -> store.secrets().stream())
            .flatMap(arns::of)
            .distinct()
            .toList(),
        stores.stream()
            .map(ManagedKeyStore::secretKeyArn)
            .filter(Objects::nonNull)
            .distinct()
            .toList(),
        null,
        pairs(stores, DeploymentScope::canaryKeys),
        stores.stream().flatMap(store -> canaryKeys(store).stream()).distinct().toList(),
        stores.stream()
            .filter(ManagedKeyStore::isOne)
            .map(store -> requestFor(store.id()))
            .findFirst()
            .orElse(REQUEST_BY_NAME));
  }

  /** The smallest request for a key store. */
  static String requestFor(String keyStoreId) {
    return "{\"customKeyStoreId\": \"" + keyStoreId + "\"}";
  }

  private static List<String> canaryKeys(ManagedKeyStore store) {
    return store.canaryKeyArn() == null ? List.of() : List.of(store.canaryKeyArn());
  }

  /**
   * Whether an id or a secret in it is a token: a published version may have an outdated value of
   * it.
   */
  boolean isKnownOnlyWhenDeployed() {
    return Stream.of(
            keyStores,
            denied,
            addHsm,
            disconnectOnDelete,
            keyStoreSecrets,
            keyStoreSettings,
            canaryKeys)
        .anyMatch(ids -> ids != null && Token.isUnresolved(ids));
  }

  /** The functions take a star for every key store only if it stands alone. */
  private static Optional<String> ids(
      List<ManagedKeyStore> stores, Predicate<ManagedKeyStore> which) {
    List<String> ids = stores.stream().filter(which).map(ManagedKeyStore::id).toList();
    return ids.contains(ManagedKeyStore.EVERY)
        ? Optional.of(ManagedKeyStore.EVERY)
        : Optional.of(String.join(",", ids)).filter(joined -> !joined.isEmpty());
  }

  private static String pairs(
      List<ManagedKeyStore> stores, Function<ManagedKeyStore, List<String>> values) {
    String pairs =
        stores.stream()
            .flatMap(store -> values.apply(store).stream().map(value -> store.id() + "=" + value))
            .distinct()
            .collect(Collectors.joining(","));
    return pairs.isEmpty() ? NONE : pairs;
  }

  /** Converts a secret's name or ARN to the resources that a policy names. */
  interface SecretArns {
    Stream<String> of(String nameOrArn);
  }
}
