package io.keystoreconnector.infra;

import io.keystoreconnector.infra.FunctionCode.Jar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** The functions that the workflow calls, each with no more rights than its one call needs. */
final class Steps {

  /** No longer than the workflow waits for a step. */
  private static final int TIMEOUT_SECONDS = 6;

  /** The policies that are only there if there are secrets, or keys of one's own for them. */
  static final String SECRETS = "Secrets";

  static final String SECRET_KEYS = "SecretKeys";

  private final Construct scope;
  private final Reach reach;
  private final KeyStoreConnectorProps props;
  private final Map<String, String> environment;
  private final Map<String, ConnectorFunction> always = new LinkedHashMap<>();
  private final @Nullable ConnectorFunction addHsm;

  Steps(Construct scope, Base base) {
    this.scope = scope;
    this.reach = base.reach();
    this.props = base.props();
    this.environment = environment(reach);
    always.put("Check", check());
    always.put("Connect", connect());
    always.put("Disconnect", disconnect());
    always.put("Update", update());
    addHsm = reach.addHsm() == null ? null : newAddHsm();
  }

  /** By the names that the definition has for them. */
  Map<String, ConnectorFunction> always() {
    return always;
  }

  /** Only there if an HSM may be created for at least one key store. */
  @Nullable ConnectorFunction addHsm() {
    return addHsm;
  }

  /** All there are, by name. */
  Map<String, ConnectorFunction> all() {
    Map<String, ConnectorFunction> all = new LinkedHashMap<>(always);
    if (addHsm != null) {
      all.put("AddHsm", addHsm);
    }
    return all;
  }

  private ConnectorFunction check() {
    ConnectorFunction check =
        step("Check", "Looks at the key store and its cluster, and decides. Changes nothing.")
            .may(
                Grants.keyStores("Look", "kms:DescribeCustomKeyStores"), Grants.describeClusters());
    return reach.secrets().isEmpty()
        ? check
        : check.mayAlso(
            SECRETS,
            Grants.secrets("LookAtSecrets", reach.secrets(), "secretsmanager:DescribeSecret"));
  }

  private ConnectorFunction connect() {
    return step("Connect", "Connects the key store, if it is disconnected.")
        .may(
            Grants.keyStores("Connect", "kms:DescribeCustomKeyStores", "kms:ConnectCustomKeyStore"),
            Grants.describeClusters());
  }

  private ConnectorFunction disconnect() {
    return step("Disconnect", "Disconnects the key store, if it has failed.")
        .may(
            Grants.keyStores(
                "Disconnect", "kms:DescribeCustomKeyStores", "kms:DisconnectCustomKeyStore"));
  }

  private ConnectorFunction update() {
    ConnectorFunction update =
        step("Update", "Tells KMS the key store's new settings, if it is disconnected.")
            .may(
                Grants.keyStores(
                    "Update", "kms:DescribeCustomKeyStores", "kms:UpdateCustomKeyStore"),
                Grants.describeClusters());
    if (!reach.secrets().isEmpty()) {
      update.mayAlso(
          SECRETS,
          Grants.secrets(
              "ReadSecrets",
              reach.secrets(),
              "secretsmanager:DescribeSecret",
              "secretsmanager:GetSecretValue"));
    }
    return reach.secretKeys().isEmpty()
        ? update
        : update.mayAlso(SECRET_KEYS, Grants.decryptSecrets(reach.secretKeys()));
  }

  private ConnectorFunction newAddHsm() {
    return step("AddHsm", "Creates an HSM, if the cluster has none and none is being created.")
        .may(
            Grants.keyStores("LookAtKeyStore", "kms:DescribeCustomKeyStores"),
            Grants.describeClusters())
        .may(Grants.createHsm().toArray(PolicyStatement[]::new));
  }

  private ConnectorFunction step(String name, String description) {
    return new ConnectorFunction(
        scope,
        name,
        new ConnectorFunction.Spec(
            Jar.STEPS,
            "io.keystoreconnector.handlers.%sHandler".formatted(name),
            description,
            TIMEOUT_SECONDS,
            environment),
        props);
  }

  private static Map<String, String> environment(Reach reach) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("ALLOWED_KEY_STORES", reach.keyStores());
    environment.put("ADD_HSM_KEY_STORES", Objects.requireNonNullElse(reach.addHsm(), Reach.NONE));
    environment.put("KEY_STORE_SECRETS", reach.keyStoreSecrets());
    environment.put("KEY_STORE_SETTINGS", reach.keyStoreSettings());
    Rules.environment(environment);
    return environment;
  }
}
