package io.keystoreconnector.handlers;

import io.keystoreconnector.core.ActResult;
import io.keystoreconnector.core.ConnectionState;
import io.keystoreconnector.handlers.account.KeyStores;
import io.keystoreconnector.handlers.aws.AwsWiring;

/** Calls ConnectCustomKeyStore on a DISCONNECTED store. */
public final class ConnectHandler extends ActHandler {

  private final KeyStores keyStores;

  /** The handler that Lambda calls. */
  public ConnectHandler() {
    this(new AwsWiring(), Settings.fromEnvironment());
  }

  private ConnectHandler(AwsWiring aws, Settings settings) {
    this(aws.keyStores(), settings);
    settings.prime(() -> prime(keyStores::any));
  }

  ConnectHandler(KeyStores keyStores, Settings settings) {
    super(settings);
    this.keyStores = keyStores;
  }

  @Override
  ActResult act(String keyStoreId, Event act, Deadline deadline) {
    return movedFrom(ConnectionState.DISCONNECTED, keyStores.byId(keyStoreId))
        .orElseGet(
            () -> {
              deadline.leavesTimeFor(Deadline.LONGEST_CALL);
              keyStores.connect(keyStoreId);
              return accepted("KMS is connecting the key store.");
            });
  }
}
