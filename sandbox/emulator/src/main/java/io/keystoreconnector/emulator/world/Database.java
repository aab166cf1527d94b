package io.keystoreconnector.emulator.world;

import org.jspecify.annotations.Nullable;

/** A database whose storage is encrypted with a KMS key, as far as Amazon RDS shows it. */
public final class Database {

  /** What RDS starts: an instance, or a cluster such as one of Aurora. */
  public enum Kind {
    INSTANCE,
    CLUSTER
  }

  /** How far RDS has got with a key that it cannot use. */
  public enum Status {
    AVAILABLE("available"),
    RECOVERABLE("inaccessible-encryption-credentials-recoverable"),
    INACCESSIBLE("inaccessible-encryption-credentials");

    private final String wireName;

    Status(String wireName) {
      this.wireName = wireName;
    }

    /** The name on the wire. */
    public String wireName() {
      return wireName;
    }
  }

  /**
   * What does not change.
   *
   * @param cluster the cluster that an instance is a member of; null for any other database
   * @param key the ARN of its key
   */
  public record Identity(
      String name, Kind kind, String engine, @Nullable String cluster, String key) {}

  private final Identity identity;
  Status status;

  /** When the status changes next, in milliseconds; null if it stays. */
  @Nullable Long due;

  Database(Identity identity, Status status, @Nullable Long due) {
    this.identity = identity;
    this.status = status;
    this.due = due;
  }

  /** What does not change. */
  public Identity identity() {
    return identity;
  }

  /** The current status. */
  public Status status() {
    return status;
  }
}
