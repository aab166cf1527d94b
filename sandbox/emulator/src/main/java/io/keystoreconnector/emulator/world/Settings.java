package io.keystoreconnector.emulator.world;

/**
 * How long things take and how strict the services are, for the whole world. Durations are in
 * seconds unless the name says otherwise.
 *
 * @param requestsPerSecond quota of each KMS operation; 0 turns it off
 * @param staleSeconds how long after a write DescribeCustomKeyStores may show the old state
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
    int keyStoreLimit,
    int hsmLimit) {

  /** Which looks within {@code staleSeconds} of a write see the old state. */
  public enum Staleness {
    ALWAYS,
    /** Half of them, chosen by the seed and the moment. */
    SOMETIMES
  }

  /** The account that owns everything. */
  public static final String ACCOUNT = "111122223333";
}
