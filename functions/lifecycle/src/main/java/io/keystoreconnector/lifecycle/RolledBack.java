package io.keystoreconnector.lifecycle;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreNotFoundException;
import software.amazon.awssdk.services.kms.model.CustomKeyStoresListEntry;

/**
 * The answer to a rollback: what was found, without changing it. It is always a success, with the
 * attributes of a run's answer, because the rest of the stack may refer to them.
 */
final class RolledBack {

  private static final String NOTHING_STARTED =
      "The stack is being rolled back or deleted, so no run was started. ";

  private final KeyStoreFinder finder;

  RolledBack(KeyStoreFinder finder) {
    this.finder = finder;
  }

  StackAnswer to(ConnectionProperties properties) {
    if (properties.isForAFleet()) {
      return new StackAnswer(
          true,
          NOTHING_STARTED + "The key stores are left as they are.",
          FleetAnswer.attributes("NOT_STARTED", Outcome.UNKNOWN, null));
    }
    try {
      CustomKeyStoresListEntry store = finder.find(properties);
      return answer(store.customKeyStoreId(), store.connectionStateAsString());
    } catch (CustomKeyStoreNotFoundException e) {
      return answer(properties.physicalId(), "NOT_FOUND");
    } catch (SdkException e) {
      return answer(properties.physicalId(), Outcome.UNKNOWN);
    }
  }

  private static StackAnswer answer(String id, String state) {
    return new StackAnswer(
        true,
        NOTHING_STARTED + "The state of the key store is %s.".formatted(state),
        StackAnswer.attributes("NOT_STARTED", state, id, null, null));
  }

  /** The old properties may be those of a release that allowed more. */
  StackAnswer toUnreadable() {
    return StackAnswer.succeeded(NOTHING_STARTED + "The key store is left as it is.");
  }
}
