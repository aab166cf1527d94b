package io.keystoreconnector.handlers;

import static io.keystoreconnector.handlers.Emulated.CLUSTER;
import static io.keystoreconnector.handlers.Emulated.NEW;
import static io.keystoreconnector.handlers.Emulated.SECRET;
import static io.keystoreconnector.handlers.Emulated.STORE;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.SecretView;
import io.keystoreconnector.handlers.account.Credentials;
import java.util.Map;

/** Each call that an adapter makes, in a world that allows it. */
enum Call {
  DESCRIBE_CUSTOM_KEY_STORES("kms:DescribeCustomKeyStores", "DISCONNECTED"),
  CONNECT_CUSTOM_KEY_STORE("kms:ConnectCustomKeyStore", "DISCONNECTED"),
  DISCONNECT_CUSTOM_KEY_STORE("kms:DisconnectCustomKeyStore", "FAILED"),
  UPDATE_CUSTOM_KEY_STORE("kms:UpdateCustomKeyStore", "DISCONNECTED"),
  DESCRIBE_CLUSTERS("cloudhsm:DescribeClusters", "DISCONNECTED"),
  CREATE_HSM("cloudhsm:CreateHsm", "DISCONNECTED"),
  DESCRIBE_SECRET("secretsmanager:DescribeSecret", "DISCONNECTED"),
  GET_SECRET_VALUE("secretsmanager:GetSecretValue", "DISCONNECTED");

  private final String action;
  private final String state;

  Call(String action, String state) {
    this.action = action;
    this.state = state;
  }

  /** The IAM action that it needs. */
  String action() {
    return action;
  }

  String operation() {
    return action.substring(action.indexOf(':') + 1);
  }

  /** A world in which it meets this fault. */
  Emulated meeting(String fault) {
    return Emulated.store(
        Emulated.state(state), "{%s, 'operation': '%s'}".formatted(fault, operation()));
  }

  /** Makes it, and searches the result for secrets. */
  void make() {
    Emulated.secretless(
        () -> {
          makeIt();
          return "";
        });
  }

  private void makeIt() {
    switch (this) {
      case DESCRIBE_CUSTOM_KEY_STORES -> assertThat(Emulated.KEY_STORES.byId(STORE)).isPresent();
      case CONNECT_CUSTOM_KEY_STORE -> Emulated.KEY_STORES.connect(STORE);
      case DISCONNECT_CUSTOM_KEY_STORE -> Emulated.KEY_STORES.disconnect(STORE);
      case UPDATE_CUSTOM_KEY_STORE ->
          Emulated.KEY_STORES.update(STORE, Map.of(), new Credentials.Password(Emulated.PASSWORD));
      case DESCRIBE_CLUSTERS -> assertThat(Emulated.CLUSTERS.byId(CLUSTER)).isPresent();
      case CREATE_HSM ->
          assertThat(Emulated.CLUSTERS.createHsm(CLUSTER, "eu-central-1a")).isNotEmpty();
      case DESCRIBE_SECRET ->
          assertThat(Emulated.SECRETS.look(SECRET, STORE)).isInstanceOf(SecretView.Current.class);
      case GET_SECRET_VALUE ->
          assertThat(Emulated.SECRETS.read(SECRET, NEW).reveal()).contains(Emulated.PASSWORD);
    }
  }
}
