package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.cli.aws.ClusterFacts;
import io.keystoreconnector.cli.aws.Clusters;
import io.keystoreconnector.cli.aws.KeyStoreFacts;
import io.keystoreconnector.cli.aws.KeyStores;
import io.keystoreconnector.cli.aws.SecretNames;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.aws.XksFacts;
import io.keystoreconnector.core.AllowList;
import io.keystoreconnector.core.SecretName;
import io.keystoreconnector.core.ShellWord;
import io.keystoreconnector.core.UpdateField;
import io.keystoreconnector.core.UpdateRules;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a command needs and the account knows: the key store's secret, a cluster that no key store
 * uses, and what the last run was to change. A caller who is not allowed to look gets the command
 * with its placeholder.
 */
final class KnownValues {

  /** What the documentation calls the secret with the password of kmsuser, below a prefix. */
  private static final String USUAL_SECRET = "kmsuser";

  private final Session session;
  private final KeyStoreFacts store;
  private final KnownWorkflow workflow;

  /** What was looked up once. */
  private final Map<UpdateField, Optional<String>> values = new EnumMap<>(UpdateField.class);

  KnownValues(Session session, KeyStoreFacts store, KnownWorkflow workflow) {
    this.session = session;
    this.store = store;
    this.workflow = workflow;
  }

  /** Looks values up only for a command that needs one. */
  static UnaryOperator<String> filling(Session session, StackOption stack, KeyStoreFacts store) {
    return filling(session, stack, () -> Optional.of(store));
  }

  /**
   * The same for a key store that is looked up only then. If it cannot be seen, a command keeps its
   * placeholders.
   */
  static UnaryOperator<String> filling(
      Session session, StackOption stack, Supplier<Optional<KeyStoreFacts>> store) {
    return command ->
        isMissing(command)
            ? orNone(store)
                .map(
                    found ->
                        new KnownValues(session, found, KnownWorkflow.of(session, stack, found))
                            .in(command))
                .orElse(command)
            : command;
  }

  /** Whether a command has a placeholder. */
  private static boolean isMissing(String command) {
    return Stream.of(UpdateField.values()).anyMatch(field -> command.contains(field.placeholder()));
  }

  /** The command with what is known in place of its placeholders. */
  String in(String command) {
    String filled = command;
    for (UpdateField field : UpdateField.values()) {
      if (filled.contains(field.placeholder())) {
        String value = value(field).map(ShellWord::of).orElse(field.placeholder());
        filled = filled.replace(field.placeholder(), value);
      }
    }
    return filled;
  }

  /** The key store's secret; empty if it is not known. */
  String secret() {
    return value(
            store.isCloudHsm()
                ? UpdateField.KEY_STORE_PASSWORD_SECRET_ID
                : UpdateField.XKS_PROXY_CREDENTIAL_SECRET_ID)
        .orElse("");
  }

  private Optional<String> value(UpdateField field) {
    return values.computeIfAbsent(
        field, any -> (any.namesSecret() ? secret(any) : setting(any)).filter(any::allows));
  }

  /** A cluster that can be seen, otherwise what the last run was to give KMS and KMS has not. */
  private Optional<String> setting(UpdateField field) {
    Optional<String> seen =
        field == UpdateField.CLOUD_HSM_CLUSTER_ID ? orNone(this::spareCluster) : Optional.empty();
    return seen.or(() -> asked(field).filter(asked -> !asked.equals(inKms(field))));
  }

  private Optional<String> asked(UpdateField field) {
    return workflow.lastRun().map(run -> run.asked(field)).filter(asked -> !asked.isEmpty());
  }

  private @Nullable String inKms(UpdateField field) {
    XksFacts xks = store.xks();
    if (xks == null) {
      return field == UpdateField.CLOUD_HSM_CLUSTER_ID ? store.clusterId() : null;
    }
    return switch (field) {
      case XKS_PROXY_URI_ENDPOINT -> xks.endpoint();
      case XKS_PROXY_URI_PATH -> xks.path();
      case XKS_PROXY_CONNECTIVITY -> xks.connectivity();
      case XKS_PROXY_VPC_ENDPOINT_SERVICE_NAME -> xks.service();
      case XKS_PROXY_VPC_ENDPOINT_SERVICE_OWNER -> xks.owner();
      case CLOUD_HSM_CLUSTER_ID, KEY_STORE_PASSWORD_SECRET_ID, XKS_PROXY_CREDENTIAL_SECRET_ID ->
          null;
    };
  }

  private Optional<String> secret(UpdateField field) {
    List<String> rules = rules();
    List<String> exact = rules.stream().filter(rule -> !rule.endsWith("*")).toList();
    if (exact.size() == 1) {
      return Optional.of(exact.getFirst());
    }
    return asked(field)
        .or(() -> store.isCloudHsm() ? orNone(() -> usual(rules)) : Optional.empty());
  }

  /** The secrets that the deployment has for the key store; one that ends in * is a prefix. */
  private List<String> rules() {
    String pairs = workflow.deployed().map(DeployedConnector::secrets).orElse("");
    return Stream.of(pairs.split(",", -1))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .filter(pair -> isMeantBy(pair[0].strip()))
        .map(pair -> SecretName.filled(pair[1].strip(), store.id(), store.name()))
        .distinct()
        .toList();
  }

  private boolean isMeantBy(String entry) {
    return entry.equals(UpdateRules.EVERY_STORE)
        || AllowList.names(entry, store.id(), store.name());
  }

  private Optional<String> usual(List<String> rules) {
    SecretNames secrets = new SecretNames(session);
    return rules.stream()
        .filter(rule -> rule.endsWith("*") && !rule.startsWith("arn:"))
        .map(rule -> rule.substring(0, rule.length() - 1) + USUAL_SECRET)
        .filter(secrets::exists)
        .findFirst();
  }

  /** KMS checks whether it is related to the lost one. */
  private Optional<String> spareCluster() {
    List<String> used =
        new KeyStores(session)
            .all().stream().flatMap(other -> Stream.ofNullable(other.clusterId())).toList();
    List<ClusterFacts> spare =
        new Clusters(session)
            .all().stream()
                .filter(cluster -> cluster.state().equals("ACTIVE") && cluster.activeHsms() > 1)
                .filter(cluster -> !used.contains(cluster.id()))
                .toList();
    return spare.size() == 1 ? Optional.of(spare.getFirst().id()) : Optional.empty();
  }

  private static <T> Optional<T> orNone(Supplier<Optional<T>> reading) {
    try {
      return Objects.requireNonNull(reading.get());
    } catch (AwsProblem e) {
      return Optional.empty();
    }
  }
}
