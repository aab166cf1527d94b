package io.keystoreconnector.handlers.aws;

import static io.keystoreconnector.handlers.aws.AwsErrors.translated;

import io.keystoreconnector.core.SecretView;
import io.keystoreconnector.handlers.account.Refused;
import io.keystoreconnector.handlers.account.SecretText;
import io.keystoreconnector.handlers.account.Secrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

/** Secrets in Secrets Manager. */
final class SecretsManagerSecrets implements Secrets {

  private static final String CURRENT = "AWSCURRENT";
  private static final String DESCRIBE = "secretsmanager:DescribeSecret";
  private static final String GONE = "ResourceNotFoundException";

  private final SecretsManagerClient secretsManager;

  SecretsManagerSecrets(SecretsManagerClient secretsManager) {
    this.secretsManager = secretsManager;
  }

  @Override
  public SecretView look(String secretId, String keyStoreId) {
    DescribeSecretResponse secret;
    try {
      secret = describe(secretId);
    } catch (Refused refused) {
      return new SecretView.Unusable(
          refused.error().equals(GONE)
              ? "The secret that the request names does not exist in this account and Region."
              : "Secrets Manager does not show the secret that the request names (%s: %s)."
                  .formatted(refused.error(), refused.getMessage()));
    }
    if (secret.deletedDate() != null) {
      return new SecretView.Unusable(
          "The secret that the request names is scheduled for deletion.");
    }
    return versionWith(CURRENT, secret)
        .<SecretView>map(
            version ->
                new SecretView.Current(
                    version,
                    versionWith(label(keyStoreId), secret).filter(version::equals).isPresent()))
        .orElseGet(
            () -> new SecretView.Unusable("The secret that the request names has no value."));
  }

  private DescribeSecretResponse describe(String secretId) {
    return translated(DESCRIBE, () -> secretsManager.describeSecret(r -> r.secretId(secretId)));
  }

  private static Optional<String> versionWith(String label, DescribeSecretResponse secret) {
    return secret.versionIdsToStages().entrySet().stream()
        .filter(version -> version.getValue().contains(label))
        .map(Map.Entry<String, List<String>>::getKey)
        .findFirst();
  }

  private static String label(String keyStoreId) {
    return "applied-" + keyStoreId;
  }

  @Override
  public SecretText read(String secretId, String versionId) {
    @Nullable String text =
        translated(
                "secretsmanager:GetSecretValue",
                () -> secretsManager.getSecretValue(r -> r.secretId(secretId).versionId(versionId)))
            .secretString();
    if (text == null) {
      throw new Refused("SecretUnusable", "The secret's value is binary; it must be a string.");
    }
    return new SecretText(text);
  }
}
