package io.keystoreconnector.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.core.ConnectionState;
import io.keystoreconnector.core.KeyStore;
import io.keystoreconnector.core.KeyStoreType;
import io.keystoreconnector.core.ListedKeyStore;
import io.keystoreconnector.handlers.account.Clusters;
import io.keystoreconnector.handlers.account.KeyStores;
import io.keystoreconnector.handlers.account.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds for any account with a key store, emulated or real. */
abstract class AccountContract {

  /** Longer than AWS says that a connect takes. */
  private static final int MOST_LOOKS = 100;

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

  /** The account. */
  abstract KeyStores keyStores();

  /** Its clusters. */
  abstract Clusters clusters();

  /** The id of the key store in it. */
  abstract String keyStoreId();

  /** Aborts the test unless the key store may be connected and disconnected. */
  abstract void requireThatItMayBeChanged();

  /** Lets time pass. */
  abstract void pass(Duration duration);

  @Test
  void theStoreIsTheSameByIdAndByName() {
    KeyStore byId = keyStore();
    assertThat(byId.id()).isEqualTo(keyStoreId());
    assertThat(keyStores().byName(byId.name())).contains(byId);
    assertThat(keyStores().any()).isPresent();
    assertThat(keyStores().all()).contains(new ListedKeyStore(byId.id(), byId.name(), byId.type()));
  }

  @Test
  void itHasAnErrorCodeIfAndOnlyIfItIsFailed() {
    KeyStore store = keyStore();
    assertThat(store.errorCode() != null).isEqualTo(store.state() == ConnectionState.FAILED);
    assertThat(store.state()).isNotEqualTo(ConnectionState.UNKNOWN);
  }

  @Test
  void itsClusterHasZonesAndIsFoundByItsId() {
    KeyStore store = keyStore();
    if (store.type() == KeyStoreType.AWS_CLOUDHSM) {
      assertThat(clusters().byId(String.valueOf(store.clusterId())))
          .hasValueSatisfying(
              cluster -> {
                assertThat(cluster.id()).isEqualTo(store.clusterId());
                assertThat(cluster.availabilityZones()).isNotEmpty();
              });
    }
  }

  @Test
  void whatDoesNotExistIsEmpty() {
    assertThat(keyStores().byId("cks-ffffffffffffffff0")).isEmpty();
    assertThat(keyStores().byName("no key store has this name")).isEmpty();
    assertThat(clusters().byId("cluster-nobodyKnows1")).isEmpty();
  }

  /**
   * Ends in the state in which it started: DISCONNECTED. Prints what AWS does where nothing is
   * documented.
   */
  @Test
  void aDisconnectedStoreConnectsAndDisconnects() {
    requireThatItMayBeChanged();
    assertThat(keyStore().state()).isEqualTo(ConnectionState.DISCONNECTED);
    assertThatThrownBy(() -> keyStores().disconnect(keyStoreId()))
        .isInstanceOfSatisfying(
            Refused.class,
            e -> assertThat(e.error()).isEqualTo("CustomKeyStoreInvalidStateException"));
    keyStores().connect(keyStoreId());
    List<String> learnt = new ArrayList<>();
    try {
      learnt.add("connectWhileConnecting: " + answer());
      await(ConnectionState.CONNECTED);
      learnt.add("connectWhileConnected: " + answer());
    } finally {
      keyStores().disconnect(keyStoreId());
    }
    await(ConnectionState.DISCONNECTED);
    assertThat(learnt).hasSize(2);
    System.out.println(learnt);
  }

  private String answer() {
    try {
      keyStores().connect(keyStoreId());
      return "accepted";
    } catch (Refused e) {
      return e.error();
    }
  }

  private void await(ConnectionState state) {
    for (int look = 0; look < MOST_LOOKS; look++) {
      ConnectionState seen = keyStore().state();
      if (seen == state) {
        return;
      }
      assertThat(seen).isNotEqualTo(ConnectionState.FAILED);
      pass(BETWEEN_LOOKS);
    }
    assertThat(keyStore().state()).isEqualTo(state);
  }

  private KeyStore keyStore() {
    return keyStores().byId(keyStoreId()).orElseThrow();
  }
}
