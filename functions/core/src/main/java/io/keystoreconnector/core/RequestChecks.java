package io.keystoreconnector.core;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a deployment allows what a request would do to a key store.
 *
 * @param keyStores the key stores that the connector may act on
 * @param addHsm the key stores for which a request may allow buying an HSM
 * @param updates which secrets and settings a request may name for each key store
 */
record RequestChecks(AllowList keyStores, AllowList addHsm, UpdateRules updates) {

  /** Why nothing is done at all; empty if the request is allowed. */
  Optional<Verdict> refusal(Request request, KeyStore store) {
    Optional<String> notAllowed = keyStores.refusal(store);
    if (notAllowed.isPresent()) {
      return notAllowed.map(why -> Verdict.person(Reason.NOT_ALLOWED, why));
    }
    List<String> problems =
        Stream.of(
                hsmNotAllowed(request, store).stream(),
                misfits(request, store),
                notAllowed(request, store))
            .flatMap(all -> all)
            .toList();
    return problems.isEmpty()
        ? Optional.empty()
        : Optional.of(new Verdict(new Action.InvalidRequest(), String.join(" ", problems)));
  }

  private Optional<String> hsmNotAllowed(Request request, KeyStore store) {
    return request.addHsm() && !addHsm.allows(store)
        ? Optional.of(
            "addHsm must not be true for key store %s, because the deployment does not allow buying an HSM for it: leave addHsm out, or add the key store to ADD_HSM_KEY_STORES in the deployment's settings."
                .formatted(store.id()))
        : Optional.empty();
  }

  /** The fields of the request that do not fit this type of key store, one sentence each. */
  static Stream<String> misfits(Request request, KeyStore store) {
    Stream<String> fields =
        request.update().settings().keySet().stream()
            .filter(field -> field.type() != store.type())
            .map(field -> "update." + field.json());
    Stream<String> told =
        request.passwordTold() && store.type() != KeyStoreType.AWS_CLOUDHSM
            ? Stream.of("passwordTold")
            : Stream.empty();
    return Stream.concat(fields, told)
        .map(
            field ->
                "%s is not valid for this type of key store (%s)."
                    .formatted(field, store.type().words()));
  }

  private Stream<String> notAllowed(Request request, KeyStore store) {
    return request.update().settings().entrySet().stream()
        .filter(setting -> setting.getKey().type() == store.type())
        .flatMap(setting -> updates.problem(setting.getKey(), setting.getValue(), store).stream());
  }
}
