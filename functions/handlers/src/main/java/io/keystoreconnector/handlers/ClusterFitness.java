package io.keystoreconnector.handlers;

import io.keystoreconnector.core.Cluster;
import io.keystoreconnector.core.KeyStore;
import io.keystoreconnector.handlers.account.Clusters;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether KMS would accept another cluster for a key store.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateCustomKeyStore.html">UpdateCustomKeyStore</a>
 */
record ClusterFitness(Clusters clusters) {

  /** What prevents it, as a sentence; empty if nothing does. */
  Optional<String> problem(KeyStore store, String clusterId) {
    Cluster wanted = clusters.byId(clusterId).orElse(null);
    if (wanted == null) {
      return Optional.of("Cluster %s does not exist.".formatted(clusterId));
    }
    if (!wanted.active()) {
      return Optional.of(
          "Cluster %s is in state %s, not ACTIVE.".formatted(clusterId, wanted.state()));
    }
    if (wanted.activeHsms() < 2 || wanted.activeZones() < 2) {
      return Optional.of(
          "Cluster %s has %d active HSMs in %d Availability Zones; KMS requires two in two."
              .formatted(clusterId, wanted.activeHsms(), wanted.activeZones()));
    }
    return unrelated(store, wanted)
        ? Optional.of(
            "Cluster %s does not share a backup history with the key store's cluster %s."
                .formatted(clusterId, store.clusterId()))
        : Optional.empty();
  }

  /** A deleted cluster has no certificate to compare: KMS decides then. */
  private boolean unrelated(KeyStore store, Cluster wanted) {
    return Optional.ofNullable(store.clusterId())
        .flatMap(clusters::byId)
        .map(Cluster::certificate)
        .filter(certificate -> wanted.certificate() != null)
        .filter(certificate -> !Objects.equals(certificate, wanted.certificate()))
        .isPresent();
  }
}
