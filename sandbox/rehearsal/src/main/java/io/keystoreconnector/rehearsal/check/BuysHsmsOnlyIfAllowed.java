package io.keystoreconnector.rehearsal.check;

import java.util.stream.Stream;

/**
 * An HSM is bought only if the request allows it, and the deployment allows it for this key store:
 * invariant 10.
 */
final class BuysHsmsOnlyIfAllowed implements Rule {

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.runs().stream()
        .filter(run -> !run.calls(SeenCall.CREATE_HSM).isEmpty())
        .filter(run -> !run.asks("addHsm") || !isAllowed(run, evidence))
        .map(run -> "Run %s called CreateHsm, which was not allowed.".formatted(run.name()));
  }

  /** The very last look need not have seen it. */
  private static boolean isAllowed(RunRecord run, Evidence evidence) {
    return run.looks()
        .map(Look::store)
        .filter(store -> !store.isEmpty())
        .anyMatch(
            store ->
                evidence.allows(
                    "ADD_HSM_KEY_STORES",
                    Json.text(store, "CustomKeyStoreId"),
                    Json.text(store, "CustomKeyStoreName")));
  }
}
