package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.cli.aws.ClusterFacts;
import io.keystoreconnector.cli.aws.Clusters;
import io.keystoreconnector.cli.aws.KeyStoreFacts;
import io.keystoreconnector.cli.aws.KeyStores;
import io.keystoreconnector.cli.aws.SecretNames;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.core.SecretName;
import io.keystoreconnector.core.ShellWord;
import io.keystoreconnector.core.UpdateField;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a command needs and the account knows: the key store's secret, and a cluster that no key
 * store uses. A caller who is not allowed to look gets the command with its placeholder.
 */
final class KnownValues {

  /** What the documentation calls the secret with the password of kmsuser, below a prefix. */
  private static final String USUAL_SECRET = "kmsuser";

  private static final List<UpdateField> KNOWABLE =
      List.of(
          UpdateField.KEY_STORE_PASSWORD_SECRET_ID,
          UpdateField.XKS_PROXY_CREDENTIAL_SECRET_ID,
          UpdateField.CLOUD_HSM_CLUSTER_ID);

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

  /** The command with what is known in place of its placeholders. */
  String in(String command) {
    String filled = command;
    for (UpdateField field : KNOWABLE) {
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
        field,
        any -> (any.namesSecret() ? secret(any) : orNone(this::spareCluster)).filter(any::allows));
  }

  private Optional<String> secret(UpdateField field) {
    List<String> rules = rules();
    List<String> exact = rules.stream().filter(rule -> !rule.endsWith("*")).toList();
    if (exact.size() == 1) {
      return Optional.of(exact.getFirst());
    }
    return workflow
        .lastRun()
        .map(run -> run.asked(field))
        .filter(asked -> !asked.isEmpty())
        .or(() -> store.isCloudHsm() ? orNone(() -> usual(rules)) : Optional.empty());
  }

  /** The secrets that the deployment has for the key store; one that ends in * is a prefix. */
  private List<String> rules() {
    String pairs = workflow.deployed().map(DeployedConnector::secrets).orElse("");
    return Stream.of(pairs.split(",", -1))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .filter(pair -> pair[0].strip().equals("*") || pair[0].strip().equals(store.id()))
        .map(pair -> SecretName.filled(pair[1].strip(), store.id(), store.name()))
        .distinct()
        .toList();
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

  private static Optional<String> orNone(Supplier<Optional<String>> reading) {
    try {
      return Objects.requireNonNull(reading.get());
    } catch (AwsProblem e) {
      return Optional.empty();
    }
  }
}
