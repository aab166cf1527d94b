package io.keystoreconnector.handlers;

import io.keystoreconnector.core.ActResult;
import io.keystoreconnector.core.ConnectionState;
import io.keystoreconnector.handlers.account.KeyStores;
import io.keystoreconnector.handlers.aws.AwsWiring;

/** Calls DisconnectCustomKeyStore on a FAILED store. On a CONNECTED one that would be an outage. */
public final class DisconnectHandler extends ActHandler {

  private final KeyStores keyStores;

  /** The handler that Lambda calls. */
  public DisconnectHandler() {
    this(new AwsWiring(), Settings.fromEnvironment());
  }

  private DisconnectHandler(AwsWiring aws, Settings settings) {
    this(aws.keyStores(), settings);
    settings.prime(() -> prime(keyStores::any));
  }

  DisconnectHandler(KeyStores keyStores, Settings settings) {
    super(settings);
    this.keyStores = keyStores;
  }

  @Override
  ActResult act(String keyStoreId, Event act, Deadline deadline) {
    return movedFrom(ConnectionState.FAILED, keyStores.byId(keyStoreId))
        .orElseGet(
            () -> {
              deadline.leavesTimeFor(Deadline.LONGEST_CALL);
              keyStores.disconnect(keyStoreId);
              return accepted("KMS is disconnecting the key store.");
            });
  }
}
