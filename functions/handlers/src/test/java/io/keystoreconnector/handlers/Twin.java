package io.keystoreconnector.handlers;

import io.keystoreconnector.core.Cluster;
import io.keystoreconnector.core.ConnectionState;
import io.keystoreconnector.core.Hsm;
import io.keystoreconnector.core.KeyStore;
import io.keystoreconnector.core.KeyStoreType;
import io.keystoreconnector.core.ListedKeyStore;
import io.keystoreconnector.core.SecretView;
import io.keystoreconnector.core.UpdateField;
import io.keystoreconnector.handlers.account.Clusters;
import io.keystoreconnector.handlers.account.Credentials;
import io.keystoreconnector.handlers.account.KeyStores;
import io.keystoreconnector.handlers.account.SecretText;
import io.keystoreconnector.handlers.account.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The three ports over one tiny world, which records what is done to it. */
final class Twin {

  static final String STORE = "cks-1234567890abcdef0";
  static final String CLUSTER = "cluster-1a23b4cdefg";
  static final String OTHER_CLUSTER = "cluster-7a23b4cdefg";
  static final String PASSWORD = "Pa55wordOfKmsuser";

  final List<String> done = new ArrayList<>();
  ConnectionState state = ConnectionState.DISCONNECTED;
  @Nullable String code;
  String name = "payments";
  boolean clusterExists = true;
  List<Hsm> hsms = List.of(new Hsm("hsm-1", "a", "ACTIVE"));
  SecretView secret = new SecretView.Current("v2", false);
  String secretText = PASSWORD;
  List<ListedKeyStore> listed =
      List.of(new ListedKeyStore(STORE, "payments", KeyStoreType.AWS_CLOUDHSM));
  List<Hsm> otherHsms = List.of(new Hsm("hsm-8", "a", "ACTIVE"), new Hsm("hsm-9", "b", "ACTIVE"));
  String otherState = "ACTIVE";
  String otherCertificate = "the same";

  /** The answer to every use of the key store; null for success. */
  @Nullable RuntimeException unusable;

  /** The answer to the next call that changes something. */
  @Nullable RuntimeException refusal;

  final KeyStores keyStores =
      new KeyStores() {
        @Override
        public Optional<KeyStore> byId(String id) {
          return id.equals(STORE) ? Optional.of(store()) : Optional.empty();
        }

        @Override
        public Optional<KeyStore> byName(String asked) {
          return asked.equals(name) ? Optional.of(store()) : Optional.empty();
        }

        @Override
        public void generateRandom(String id) {
          use("generateRandom " + id);
        }

        @Override
        public void encrypt(String keyArn) {
          use("encrypt " + keyArn);
        }

        @Override
        public void connect(String id) {
          change("connect");
        }

        @Override
        public void disconnect(String id) {
          change("disconnect");
        }

        @Override
        public void update(
            String id, Map<UpdateField, String> settings, @Nullable Credentials credentials) {
          change("update " + settings + " " + credentials);
        }

        @Override
        public List<ListedKeyStore> all() {
          return listed;
        }

        @Override
        public Optional<KeyStore> any() {
          return Optional.of(store());
        }
      };

  final Clusters clusters =
      new Clusters() {
        @Override
        public Optional<Cluster> byId(String id) {
          List<String> zones = List.of("a", "b");
          if (id.equals(OTHER_CLUSTER)) {
            return Optional.of(
                new Cluster(
                    OTHER_CLUSTER,
                    otherState,
                    otherHsms,
                    zones,
                    otherCertificate,
                    Cluster.Details.NONE));
          }
          return clusterExists && id.equals(CLUSTER)
              ? Optional.of(
                  new Cluster(CLUSTER, "ACTIVE", hsms, zones, "the same", Cluster.Details.NONE))
              : Optional.empty();
        }

        @Override
        public String createHsm(String clusterId, String availabilityZone) {
          change("create HSM in " + availabilityZone);
          return "hsm-2";
        }

        @Override
        public Optional<Cluster> any() {
          return byId(CLUSTER);
        }
      };

  final Secrets secrets =
      new Secrets() {
        @Override
        public SecretView look(String secretId, String keyStoreId) {
          return secret;
        }

        @Override
        public SecretText read(String secretId, String versionId) {
          return new SecretText(secretText);
        }
      };

  private KeyStore store() {
    return new KeyStore(STORE, name, KeyStoreType.AWS_CLOUDHSM, state, code, CLUSTER, null);
  }

  private void use(String what) {
    done.add(what);
    if (unusable != null) {
      throw unusable;
    }
  }

  private void change(String what) {
    done.add(what);
    if (refusal != null) {
      throw refusal;
    }
  }
}
