package io.keystoreconnector.core;

import java.time.Instant;
import java.util.Optional;

/** What a report warns of about the cluster of a key store. */
final class ClusterWarnings {

  private ClusterWarnings() {}

  static Optional<String> fewHsms(Observation seen) {
    Cluster cluster = seen.seenCluster();
    return cluster != null
            && seen.shows(ConnectionState.CONNECTED)
            && cluster.activeHsms() > 0
            && (cluster.activeHsms() < 2 || cluster.activeZones() < 2)
        ? Optional.of(
            "The cluster has %s in %s; AWS recommends at least two in two."
                .formatted(
                    Phrase.of(cluster.activeHsms(), "active HSM"),
                    Phrase.of(cluster.activeZones(), "Availability Zone")))
        : Optional.empty();
  }

  /**
   * A rollback restores the backup from before the migration, with the users of that time.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/cloudhsm/latest/userguide/hsm1-to-hsm2-migration.html">Rolling
   *     back a migration</a>
   */
  static Optional<String> rollback(Observation seen, Instant now) {
    Cluster cluster = seen.seenCluster();
    if (cluster == null) {
      return Optional.empty();
    }
    if (cluster.rollingBack()) {
      return Optional.of(
          "CloudHSM is changing the cluster back to its former HSM type, which also brings back the"
              + " kmsuser password from before the migration. If the key store was connected since"
              + " then, KMS has another password, and the next connect fails with"
              + " INVALID_CREDENTIALS.");
    }
    Instant until = cluster.details().rollbackUntil();
    return until != null && now.isBefore(until)
        ? Optional.of(
            "The HSM type of the cluster was changed, and the change can be rolled back until "
                + until
                + ". A rollback brings back the kmsuser password from before the change: if the key"
                + " store is connected in between, it then fails with INVALID_CREDENTIALS.")
        : Optional.empty();
  }
}
