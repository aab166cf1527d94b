package io.keystoreconnector.cli.aws;

/**
 * A database as Amazon RDS describes it, in the words of AWS.
 *
 * @param key its KMS key: an ARN, an id, an alias, or the ARN of an alias
 */
public record DatabaseFacts(
    Kind kind, String identifier, String engine, String status, String key) {

  /** What RDS starts: an instance, or a cluster such as one of Aurora. */
  public enum Kind {
    INSTANCE,
    CLUSTER
  }
}
