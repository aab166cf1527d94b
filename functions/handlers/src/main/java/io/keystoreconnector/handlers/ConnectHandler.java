package io.keystoreconnector.handlers;

import io.keystoreconnector.core.ActResult;
import io.keystoreconnector.core.ConnectionState;
import io.keystoreconnector.core.KeyStore;
import io.keystoreconnector.handlers.account.KeyStores;
import io.keystoreconnector.handlers.aws.AwsWiring;

/** Calls ConnectCustomKeyStore on a DISCONNECTED store. */
public final class ConnectHandler extends ActHandler {

  /** The handler that Lambda calls. */
  public ConnectHandler() {
    this(new AwsWiring(), Settings.fromEnvironment());
  }

  private ConnectHandler(AwsWiring aws, Settings settings) {
    this(aws.keyStores(), settings);
    settings.prime(() -> prime(keyStores::any));
  }

  ConnectHandler(KeyStores keyStores, Settings settings) {
    super(keyStores, settings);
  }

  @Override
  ActResult act(KeyStore store, Event act, Deadline deadline) {
    return movedFrom(ConnectionState.DISCONNECTED, store)
        .orElseGet(
            () -> {
              deadline.leavesTimeFor(Deadline.LONGEST_CALL);
              keyStores.connect(store.id());
              return accepted("KMS is connecting the key store.");
            });
  }
}
