package io.keystoreconnector.infra;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Token;

/**
 * How far a deployment may go, as its policies and its functions' environment say it. Texts may be
 * tokens.
 *
 * @param keyStores comma-separated ids
 * @param addHsm comma-separated ids for which an HSM may be created; null for none
 * @param disconnectOnDelete comma-separated ids that a deleted stack may disconnect; null for none
 * @param secrets ARNs, or patterns of them, of the secrets that may be read
 * @param secretKeys ARNs of the keys that encrypt them
 */
record Reach(
    String keyStores,
    @Nullable String addHsm,
    @Nullable String disconnectOnDelete,
    List<String> secrets,
    List<String> secretKeys) {

  static Reach of(List<ManagedKeyStore> stores, SecretArn arn) {
    Rules.that(
        !stores.isEmpty(), "keyStores must name at least one key store that may be acted on.");
    return new Reach(
        ids(stores, store -> true).orElseThrow(),
        ids(stores, ManagedKeyStore::addHsm).orElse(null),
        ids(stores, ManagedKeyStore::disconnectOnDelete).orElse(null),
        stores.stream().flatMap(store -> store.secrets().stream()).map(arn::of).distinct().toList(),
        stores.stream()
            .map(ManagedKeyStore::secretKeyArn)
            .filter(Objects::nonNull)
            .distinct()
            .toList());
  }

  /** Whether an id in it is a token: what a published version has of it may be out of date. */
  boolean isKnownOnlyWhenDeployed() {
    return Stream.of(keyStores, addHsm, disconnectOnDelete)
        .anyMatch(ids -> ids != null && Token.isUnresolved(ids));
  }

  private static Optional<String> ids(
      List<ManagedKeyStore> stores, Predicate<ManagedKeyStore> which) {
    return Optional.of(
            stores.stream().filter(which).map(ManagedKeyStore::id).collect(Collectors.joining(",")))
        .filter(ids -> !ids.isEmpty());
  }

  /** Turns a secret's name or ARN into what a policy names. */
  interface SecretArn {
    String of(String nameOrArn);
  }
}
