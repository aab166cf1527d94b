package io.keystoreconnector.infra;

import io.keystoreconnector.infra.FunctionCode.Jar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** The functions that the workflow calls, each with only the rights that its one call needs. */
final class WorkflowFunctions {

  /** At most as long as the workflow waits for a step. */
  private static final int TIMEOUT_SECONDS = 6;

  /** KMS asks others, such as the proxy of an external key store, before it refuses an update. */
  private static final int UPDATE_TIMEOUT_SECONDS = 11;

  private static final String SECRETS = "Secrets";
  private static final String SECRETS_BY_RULE = "SecretsByRule";
  private static final String DESCRIBE_SECRET = "secretsmanager:DescribeSecret";
  private static final String GET_SECRET_VALUE = "secretsmanager:GetSecretValue";
  private static final String ADD_HSM_KEY_STORES = "ADD_HSM_KEY_STORES";

  private final Construct scope;
  private final DeploymentScope allowed;
  private final Conditions conditions;
  private final SharedParts shared;
  private final Map<String, String> environment;
  private final Map<String, ConnectorFunction> always = new LinkedHashMap<>();
  private final @Nullable ConnectorFunction addHsm;

  WorkflowFunctions(Construct scope, SharedParts shared) {
    this.scope = scope;
    this.allowed = shared.scope();
    this.conditions = shared.conditions();
    this.shared = shared;
    this.environment = environment();
    always.put("Check", newCheck());
    always.put("Connect", connect());
    always.put("Disconnect", disconnect());
    always.put("Update", update());
    String addHsmFor = allowed.addHsm();
    addHsm = addHsmFor == null ? null : addHsm(addHsmFor);
  }

  /** By their names in the definition. */
  Map<String, ConnectorFunction> always() {
    return always;
  }

  ConnectorFunction check() {
    return Objects.requireNonNull(always.get("Check"));
  }

  /** Exists only if an HSM may be created for at least one key store. */
  @Nullable ConnectorFunction addHsm() {
    return addHsm;
  }

  /** All of them, by name. */
  Map<String, ConnectorFunction> all() {
    Map<String, ConnectorFunction> all = new LinkedHashMap<>(always);
    if (addHsm != null) {
      all.put("AddHsm", addHsm);
    }
    return all;
  }

  private ConnectorFunction newCheck() {
    ConnectorFunction check =
        step("Check", "Checks the key store and its cluster, and decides. Changes nothing.")
            .may(
                Grants.keyStores("Look", "kms:DescribeCustomKeyStores"),
                Grants.generateRandom(),
                Grants.describeClusters());
    if (!allowed.canaryKeyArns().isEmpty()) {
      check.mayAlso(
          conditions.canaryKeys(),
          "CanaryKeys",
          Grants.encryptWithCanaryKeys(allowed.canaryKeyArns()));
    }
    if (!allowed.secrets().isEmpty()) {
      check.mayAlso(
          conditions.secrets(),
          SECRETS,
          Grants.secrets("LookAtSecrets", allowed.secrets(), DESCRIBE_SECRET));
    }
    String byRule = allowed.secretsByRule();
    return byRule == null
        ? check
        : check.mayAlso(
            conditions.secretTemplate(),
            SECRETS_BY_RULE,
            Grants.secrets("LookAtSecretsByRule", List.of(byRule), DESCRIBE_SECRET));
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
        step(
                "Update",
                "Gives KMS new settings for the key store, if its state allows them.",
                UPDATE_TIMEOUT_SECONDS,
                environment)
            .may(
                Grants.keyStores(
                    "Update", "kms:DescribeCustomKeyStores", "kms:UpdateCustomKeyStore"),
                Grants.describeClusters());
    if (!allowed.secrets().isEmpty()) {
      update.mayAlso(
          conditions.secrets(),
          SECRETS,
          Grants.secrets("ReadSecrets", allowed.secrets(), DESCRIBE_SECRET, GET_SECRET_VALUE));
    }
    String byRule = allowed.secretsByRule();
    if (byRule != null) {
      update.mayAlso(
          conditions.secretTemplate(),
          SECRETS_BY_RULE,
          Grants.secrets("ReadSecretsByRule", List.of(byRule), DESCRIBE_SECRET, GET_SECRET_VALUE),
          Grants.decryptSecretsByRule(byRule));
    }
    return allowed.secretKeys().isEmpty()
        ? update
        : update.mayAlso(
            conditions.secretKeys(), "SecretKeys", Grants.decryptSecrets(allowed.secretKeys()));
  }

  /** Exists only if some key stores are named, so its rights need no other value. */
  private ConnectorFunction addHsm(String keyStores) {
    Map<String, String> own = new LinkedHashMap<>(environment);
    own.put(ADD_HSM_KEY_STORES, keyStores);
    return step(
            "AddHsm",
            "Creates an HSM, if the cluster has none and none is being created.",
            TIMEOUT_SECONDS,
            own)
        .may(
            Grants.keyStores("LookAtKeyStore", "kms:DescribeCustomKeyStores"),
            Grants.describeClusters())
        .may(Grants.createHsm().toArray(PolicyStatement[]::new));
  }

  private ConnectorFunction step(String name, String description) {
    return step(name, description, TIMEOUT_SECONDS, environment);
  }

  private ConnectorFunction step(
      String name, String description, int timeoutSeconds, Map<String, String> variables) {
    return new ConnectorFunction(
        scope,
        name,
        new ConnectorFunction.Spec(
            Jar.STEPS,
            "io.keystoreconnector.handlers.%sHandler".formatted(name),
            description,
            timeoutSeconds,
            variables),
        shared);
  }

  private Map<String, String> environment() {
    String addHsmFor = allowed.addHsm();
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("MANAGED_KEY_STORES", allowed.keyStores());
    variables.put("DENIED_KEY_STORES", allowed.denied());
    variables.put(
        ADD_HSM_KEY_STORES,
        addHsmFor == null
            ? DeploymentScope.NONE
            : Conditions.choose(conditions.addHsm(), addHsmFor, DeploymentScope.NONE));
    variables.put("KEY_STORE_SECRETS", allowed.keyStoreSecrets());
    variables.put("KEY_STORE_SETTINGS", allowed.keyStoreSettings());
    variables.put("CANARY_KEYS", allowed.canaryKeys());
    Validation.environment(variables);
    return variables;
  }
}
