package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.Secret;
import io.keystoreconnector.emulator.world.Secrets;
import io.keystoreconnector.emulator.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** AWS Secrets Manager, as far as it concerns reading secrets and making new versions. */
final class SecretsManager implements Service {

  private final World world;
  private final Secrets secrets;

  SecretsManager(World world) {
    this.world = world;
    this.secrets = world.secrets();
  }

  @Override
  public Map<String, Operation> operations() {
    Map<String, Operation> operations = new LinkedHashMap<>();
    operations.put("GetSecretValue", this::getValue);
    operations.put("DescribeSecret", this::describe);
    operations.put("PutSecretValue", this::putValue);
    operations.put("UpdateSecretVersionStage", this::updateStage);
    operations.put("GetRandomPassword", this::randomPassword);
    return operations;
  }

  private Map<String, Object> getValue(Params params) {
    Secret secret = secrets.usable(secretId(params));
    Secret.Version version =
        secrets.read(
            secret,
            params.textOrNull("VersionId", Constraint.SECRET_VERSION_ID),
            params.textOrNull("VersionStage", Constraint.SECRET_STAGE));
    return named(secret)
        .with("VersionId", version.id())
        .with("SecretString", version.value())
        .with("VersionStages", version.stages())
        .with("CreatedDate", world.epochSeconds(version.createdMillis()))
        .json();
  }

  private Map<String, Object> describe(Params params) {
    Secret secret = secrets.get(secretId(params));
    Map<String, Object> stages = new LinkedHashMap<>();
    secret.versions().stream()
        .filter(v -> !v.stages().isEmpty())
        .forEach(v -> stages.put(v.id(), v.stages()));
    return named(secret)
        .with("VersionIdsToStages", stages)
        .with("CreatedDate", world.epochSeconds(0))
        .with("DeletedDate", secret.deleted() ? world.epochSeconds(0) : null)
        .json();
  }

  private Map<String, Object> putValue(Params params) {
    params.refuse("RotationToken", "SecretBinary");
    Secret secret = secrets.usable(secretId(params));
    if (!params.has("SecretString")) {
      throw AwsError.SECRET_INVALID_PARAMETER.because("SecretString is required.");
    }
    List<String> stages = params.texts("VersionStages");
    Secret.Version version =
        secrets.put(
            secret,
            params.textOrNull("ClientRequestToken", Constraint.SECRET_VERSION_ID),
            params.text("SecretString", Constraint.SECRET_STRING),
            stages.isEmpty() ? List.of("AWSCURRENT") : stages);
    return named(secret)
        .with("VersionId", version.id())
        .with("VersionStages", version.stages())
        .json();
  }

  private Map<String, Object> updateStage(Params params) {
    Secret secret = secrets.usable(secretId(params));
    secrets.moveStage(
        secret,
        params.text("VersionStage", Constraint.SECRET_STAGE),
        params.textOrNull("MoveToVersionId", Constraint.SECRET_VERSION_ID),
        params.textOrNull("RemoveFromVersionId", Constraint.SECRET_VERSION_ID));
    return named(secret).json();
  }

  private Map<String, Object> randomPassword(Params params) {
    return new Body().with("RandomPassword", RandomPassword.of(params, secrets)).json();
  }

  private static Body named(Secret secret) {
    return new Body().with("ARN", secret.arn()).with("Name", secret.name());
  }

  private static String secretId(Params params) {
    return params.text("SecretId", Constraint.SECRET_ID);
  }

  @Override
  public String name() {
    return "secretsmanager";
  }

  @Override
  public String targetPrefix() {
    return "secretsmanager";
  }

  @Override
  public AwsError internalError() {
    return AwsError.SECRET_INTERNAL;
  }
}
