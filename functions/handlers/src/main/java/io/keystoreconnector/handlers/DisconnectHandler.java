package io.keystoreconnector.handlers;

import io.keystoreconnector.core.ActResult;
import io.keystoreconnector.core.ConnectionState;
import io.keystoreconnector.core.KeyStore;
import io.keystoreconnector.handlers.account.KeyStores;
import io.keystoreconnector.handlers.aws.AwsWiring;

/** Calls DisconnectCustomKeyStore on a FAILED store. On a CONNECTED one that would be an outage. */
public final class DisconnectHandler extends ActHandler {

  /** The handler that Lambda calls. */
  public DisconnectHandler() {
    this(new AwsWiring(), Settings.fromEnvironment());
  }

  private DisconnectHandler(AwsWiring aws, Settings settings) {
    this(aws.keyStores(), settings);
    settings.prime(() -> prime(keyStores::any));
  }

  DisconnectHandler(KeyStores keyStores, Settings settings) {
    super(keyStores, settings);
  }

  @Override
  ActResult act(KeyStore store, Event act, Deadline deadline) {
    return movedFrom(ConnectionState.FAILED, store)
        .orElseGet(
            () -> {
              deadline.leavesTimeFor(Deadline.LONGEST_CALL);
              keyStores.disconnect(store.id());
              return accepted("KMS is disconnecting the key store.");
            });
  }
}
