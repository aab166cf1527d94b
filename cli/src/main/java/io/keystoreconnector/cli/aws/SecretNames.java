package io.keystoreconnector.cli.aws;

import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Which secrets exist in an account in one Region; never what is in them. */
public final class SecretNames {

  private final Session session;
  private final SecretsManagerClient secrets;

  /** Those that this session reaches. */
  public SecretNames(Session session) {
    this.session = session;
    this.secrets = session.client(SecretsManagerClient.builder());
  }

  /**
   * Whether a secret with this name exists and is not being deleted.
   *
   * @throws AwsProblem if that cannot be read
   */
  public boolean exists(String name) {
    return Problems.translated(
        session,
        "secretsmanager:DescribeSecret",
        () -> {
          try {
            return secrets.describeSecret(r -> r.secretId(name)).deletedDate() == null;
          } catch (ResourceNotFoundException e) {
            return false;
          }
        });
  }
}
