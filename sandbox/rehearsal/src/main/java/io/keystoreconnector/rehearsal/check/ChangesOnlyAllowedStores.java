package io.keystoreconnector.rehearsal.check;

import java.util.List;
import java.util.stream.Stream;

/** Only key stores on the deployment's allow-list are changed: invariant 9. */
final class ChangesOnlyAllowedStores implements Rule {

  private static final List<String> CHANGES =
      List.of(SeenCall.CONNECT, SeenCall.DISCONNECT, SeenCall.UPDATE);

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.calls().stream()
        .filter(call -> CHANGES.contains(call.call().operation()))
        .filter(call -> !evidence.allows("MANAGED_KEY_STORES", call.text("CustomKeyStoreId")))
        .map(
            call ->
                "Run %s called %s on %s, which is not on the allow-list."
                    .formatted(call.run(), call.call().operation(), call.text("CustomKeyStoreId")));
  }
}
