package io.keystoreconnector.handlers;

import io.keystoreconnector.handlers.account.Clusters;
import io.keystoreconnector.handlers.account.KeyStores;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;

/** The contract over the sandbox. */
class EmulatedAccountTest extends AccountContract {

  private Emulated emulated = Emulated.of("{}");

  @BeforeEach
  void begin() {
    emulated =
        Emulated.of(
            "{'clusters': [{}], 'keyStores': [{'id': '%s', 'name': 'payments'}]}"
                .formatted(Emulated.STORE));
  }

  @Override
  KeyStores keyStores() {
    return Emulated.KEY_STORES;
  }

  @Override
  Clusters clusters() {
    return Emulated.CLUSTERS;
  }

  @Override
  String keyStoreId() {
    return Emulated.STORE;
  }

  @Override
  void requireThatItMayBeChanged() {
    // It may.
  }

  @Override
  void pass(Duration duration) {
    var _ = emulated.pass(Math.toIntExact(duration.toSeconds()));
  }
}
