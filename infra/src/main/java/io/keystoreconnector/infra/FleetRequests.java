package io.keystoreconnector.infra;

import io.keystoreconnector.core.FleetParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Token;

/** What a request for several key stores needs from the deployment that carries it out. */
final class FleetRequests {

  private FleetRequests() {}

  /**
   * Checks the request as far as it can be known before the deployment: which key store has which
   * name is not known.
   *
   * @param what whose request it is, as in {@code schedule daily}
   * @param fleet whether the deployment has the state machine for it
   * @throws InvalidDeployment that names the field and what is allowed
   */
  static void check(
      String what, Map<String, Object> request, List<ManagedKeyStore> stores, boolean fleet) {
    Validation.that(
        fleet, "%s names several key stores, which needs fleet to be true.".formatted(what));
    checkRequest(what, request);
    hold(what, request, stores);
    if (stores.stream().allMatch(store -> isKnownId(store.id()))
        && request.get(KeyStoreConnection.KEY_STORES) instanceof List<?> words) {
      for (Object given : words) {
        String word = String.valueOf(given);
        Validation.that(
            !isKnownId(word) || stores.stream().anyMatch(store -> store.id().equals(word)),
            "keyStores of %s must name only the deployment's key stores, not %s."
                .formatted(what, word));
      }
    }
  }

  /** What no key store allows, no run of the fleet may do. */
  private static void hold(String what, Map<String, Object> request, List<ManagedKeyStore> stores) {
    List<Optional<String>> refusals =
        stores.stream().map(store -> store.refusal(what, "a key store", request)).toList();
    Validation.nothingWrong(
        refusals.stream().allMatch(Optional::isPresent) ? refusals.get(0) : Optional.empty());
  }

  /**
   * Checks the request by itself.
   *
   * @throws InvalidDeployment that names the field and what is allowed
   */
  static void checkRequest(String what, Map<String, Object> request) {
    Validation.noNulls(what, "", request);
    Validation.saidByNobody(what, request);
    if (FleetParser.parse(Validation.known(request))
        instanceof FleetParser.Parsed.Invalid invalid) {
      throw new InvalidDeployment(
          "The request of %s: %s".formatted(what, String.join(" ", invalid.problems())));
    }
  }

  private static boolean isKnownId(String value) {
    return !Token.isUnresolved(value) && Validation.isKeyStoreId(value);
  }
}
