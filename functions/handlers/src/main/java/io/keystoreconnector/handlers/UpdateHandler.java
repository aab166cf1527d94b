package io.keystoreconnector.handlers;

import io.keystoreconnector.core.ActResult;
import io.keystoreconnector.core.Action;
import io.keystoreconnector.core.ConnectionState;
import io.keystoreconnector.core.KeyStore;
import io.keystoreconnector.core.SecretView;
import io.keystoreconnector.core.UpdateField;
import io.keystoreconnector.core.UpdateRules;
import io.keystoreconnector.handlers.account.Clusters;
import io.keystoreconnector.handlers.account.Credentials;
import io.keystoreconnector.handlers.account.KeyStores;
import io.keystoreconnector.handlers.account.Refused;
import io.keystoreconnector.handlers.account.Secrets;
import io.keystoreconnector.handlers.aws.AwsWiring;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls UpdateCustomKeyStore on a DISCONNECTED store, or with settings that KMS can change there on
 * a CONNECTED one; or proves on a FAILED one that the call could be made, without sending anything
 * to KMS. A secret is read here, given to KMS and forgotten: it never leaves this function.
 */
public final class UpdateHandler extends ActHandler {

  private final Clusters clusters;
  private final Secrets secrets;
  private final UpdateRules rules;

  /** The handler that Lambda calls. */
  public UpdateHandler() {
    this(new AwsWiring(), Settings.fromEnvironment());
  }

  private UpdateHandler(AwsWiring aws, Settings settings) {
    this(aws.keyStores(), aws.clusters(), aws.secrets(), settings);
    settings.prime(() -> prime(keyStores::any));
  }

  UpdateHandler(KeyStores keyStores, Clusters clusters, Secrets secrets, Settings settings) {
    super(keyStores, settings);
    this.clusters = clusters;
    this.secrets = secrets;
    this.rules = settings.updates();
  }

  @Override
  ActResult act(KeyStore store, Event act, Deadline deadline) {
    Map<UpdateField, String> settings = ActJson.settings(act);
    Optional<Action.Secret> secret = ActJson.secret(act);
    boolean proves = act.has("prove");
    ConnectionState meantFor = proves ? ConnectionState.FAILED : ActJson.meantFor(act);
    return movedFrom(meantFor, store)
        .or(() -> secret.flatMap(version -> newer(version, store.id())))
        .orElseGet(
            () -> {
              allowed(store, meantFor, settings, secret);
              return proves
                  ? prove(store, settings, secret)
                  : tell(store.id(), settings, secret, deadline);
            });
  }

  /** The state machine repeats this step only after an attempt whose answer was lost. */
  @Override
  ActResult inAll(ActResult last, int retry) {
    return retry == 0 ? last : last.afterLostTry();
  }

  private ActResult tell(
      String keyStoreId,
      Map<UpdateField, String> settings,
      Optional<Action.Secret> secret,
      Deadline deadline) {
    @Nullable Credentials credentials = secret.map(this::credentials).orElse(null);
    deadline.leavesTimeFor(Deadline.LONGEST_UPDATE);
    keyStores.update(keyStoreId, settings, credentials);
    return accepted("KMS accepted the update.");
  }

  /** What the playbook and the request have decided is checked again where it is carried out. */
  private void allowed(
      KeyStore store,
      ConnectionState meantFor,
      Map<UpdateField, String> settings,
      Optional<Action.Secret> secret) {
    boolean allowed =
        Stream.concat(
                settings.entrySet().stream(),
                secret.stream().map(one -> Map.entry(one.field(), one.secretId())))
            .allMatch(
                change ->
                    rules.allows(change.getKey(), change.getValue(), store)
                        && fits(change.getKey(), meantFor));
    if (!allowed) {
      throw new Refused(
          "NotAllowed", "The deployment does not allow this update for the key store.");
    }
  }

  private static boolean fits(UpdateField field, ConnectionState meantFor) {
    return switch (meantFor) {
      case DISCONNECTED, FAILED -> true;
      case CONNECTED -> field.changesWhileConnected();
      case CONNECTING, DISCONNECTING, UNKNOWN -> false;
    };
  }

  /** Why not to give that version to KMS: another one is current now. */
  private Optional<ActResult> newer(Action.Secret secret, String keyStoreId) {
    return switch (secrets.look(secret.secretId(), keyStoreId)) {
      case SecretView.Current(String version, boolean applied) ->
          version.equals(secret.versionId())
              ? Optional.empty()
              : Optional.of(skipped("The secret now has a newer version."));
      case SecretView.Unusable(String problem) -> throw new Refused("SecretUnusable", problem);
      case SecretView.NotLooked notLooked -> Optional.empty();
    };
  }

  private Credentials credentials(Action.Secret secret) {
    return CredentialsParser.parse(
        secret.field(), secrets.read(secret.secretId(), secret.versionId()));
  }

  /**
   * A failed proof is not a refusal of the Disconnect that was to follow; that call is not made.
   */
  private ActResult prove(
      KeyStore store, Map<UpdateField, String> settings, Optional<Action.Secret> secret) {
    try {
      var unused = secret.map(this::credentials);
    } catch (Refused refused) {
      return new ActResult(
          ActResult.Outcome.SKIPPED, "SecretUnusable", String.valueOf(refused.getMessage()));
    }
    @Nullable String cluster = settings.get(UpdateField.CLOUD_HSM_CLUSTER_ID);
    return Optional.ofNullable(cluster)
        .flatMap(id -> new ClusterFitness(clusters).problem(store, id))
        .map(problem -> new ActResult(ActResult.Outcome.SKIPPED, "ClusterUnfit", problem))
        .orElseGet(() -> accepted("The update can be made."));
  }
}
