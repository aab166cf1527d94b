package io.keystoreconnector.emulator.world;

import io.keystoreconnector.statemachine.Identity;

/**
 * How long things take and how strict the services are, for the whole world. Durations are in
 * seconds unless the name says otherwise.
 *
 * @param requestsPerSecond quota of each KMS operation; 0 turns it off
 * @param hsmModifySeconds how long CloudHSM takes to change the type of one HSM
 * @param staleSeconds how long after a write DescribeCustomKeyStores may show the old state
 * @param databaseSeconds until a database's status shows that its key cannot be used
 */
public record Settings(
    String region,
    int seed,
    int requestsPerSecond,
    int staleSeconds,
    Staleness staleness,
    int latencyMillis,
    int connectSeconds,
    int disconnectSeconds,
    int hsmSeconds,
    int hsmDeleteSeconds,
    int hsmModifySeconds,
    int keyStoreLimit,
    int hsmLimit,
    int databaseSeconds) {

  /** Which looks within {@code staleSeconds} of a write see the old state. */
  public enum Staleness {
    ALWAYS,
    /** Half of them, chosen by the seed and the moment. */
    SOMETIMES
  }

  /** The account that owns everything. */
  public static final String ACCOUNT = "111122223333";

  /** The partition of the Region, such as {@code aws} or {@code aws-us-gov}. */
  public String partition() {
    return partition(region);
  }

  /** The names of a state machine of this account in a Region. */
  public static Identity identity(String region, String machine) {
    return new Identity(partition(region), region, ACCOUNT, machine);
  }

  /** The partition of a Region. */
  public static String partition(String region) {
    return Partition.of(region);
  }

  /** The ARN of something of this account in this Region. */
  public String arn(String service, String resource) {
    return "arn:%s:%s:%s:%s:%s".formatted(partition(), service, region, ACCOUNT, resource);
  }
}
