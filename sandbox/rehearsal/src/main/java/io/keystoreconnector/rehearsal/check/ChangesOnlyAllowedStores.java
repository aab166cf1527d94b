package io.keystoreconnector.rehearsal.check;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Only key stores that the deployment's allow-list names, and its deny-list does not, are changed:
 * invariant 9.
 */
final class ChangesOnlyAllowedStores implements Rule {

  private static final List<String> CHANGES =
      List.of(SeenCall.CONNECT, SeenCall.DISCONNECT, SeenCall.UPDATE);

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.calls().stream()
        .filter(call -> CHANGES.contains(call.call().operation()))
        .filter(call -> !isAllowed(call, evidence))
        .map(
            call ->
                "Run %s called %s on %s, which is not on the allow-list."
                    .formatted(call.run(), call.call().operation(), call.text("CustomKeyStoreId")));
  }

  private static boolean isAllowed(SeenCall call, Evidence evidence) {
    String id = call.text("CustomKeyStoreId");
    String name = shownBefore(call, evidence).orElseGet(() -> evidence.nameBefore(id));
    return evidence.allows("MANAGED_KEY_STORES", id, name);
  }

  /** The name that KMS has shown to the step that calls, right before it. */
  private static Optional<String> shownBefore(SeenCall call, Evidence evidence) {
    return evidence.calls().subList(0, evidence.calls().indexOf(call)).stream()
        .filter(earlier -> earlier.run().equals(call.run()))
        .filter(earlier -> earlier.invocation() == call.invocation())
        .filter(earlier -> earlier.is(SeenCall.DESCRIBE) && earlier.succeeded())
        .flatMap(earlier -> earlier.items("CustomKeyStores").stream())
        .map(store -> Json.text(store, "CustomKeyStoreName"))
        .reduce((earlier, later) -> later);
  }
}
