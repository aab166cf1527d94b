package io.keystoreconnector.emulator.world;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Derives how a connect ends from the state of KMS, the cluster and the proxy at that moment.
 * Codes: https://docs.aws.amazon.com/kms/latest/APIReference/API_CustomKeyStoresListEntry.html
 */
final class ConnectOutcome {

  private final Clusters clusters;
  private final Journal journal;
  private final Ids ids;
  private final WorldClock clock;
  private final Variants variants;

  ConnectOutcome(Clusters clusters, Journal journal, Ids ids, WorldClock clock, Variants variants) {
    this.clusters = clusters;
    this.journal = journal;
    this.ids = ids;
    this.clock = clock;
    this.variants = variants;
  }

  /** The code with which the connect fails; empty if it succeeds, with the password rotated. */
  Optional<String> end(KeyStore store) {
    if (store.forcedCode != null) {
      return Optional.of(store.forcedCode);
    }
    if (store.xks != null) {
      return Objects.requireNonNull(store.proxy).refuses(store.xks);
    }
    return clusters
        .find(store.clusterId)
        .map(cluster -> end(store, cluster))
        .orElse(Optional.of("CLUSTER_NOT_FOUND"));
  }

  private Optional<String> end(KeyStore store, Cluster cluster) {
    Optional<String> trouble = clusterTrouble(cluster).or(() -> userTrouble(cluster));
    if (trouble.isPresent()) {
      return trouble;
    }
    List<Hsm> refusing =
        cluster.activeHsms().stream()
            .filter(h -> !h.user.password().equals(store.password))
            .toList();
    if (refusing.isEmpty()) {
      rotate(store, cluster);
      return Optional.empty();
    }
    return Optional.of(failedLogIn(refusing));
  }

  private static Optional<String> clusterTrouble(Cluster cluster) {
    if (cluster.limitedWrite()) {
      return Optional.of("INTERNAL_ERROR");
    }
    return switch (cluster.subnets) {
      case MISSING -> Optional.of("SUBNET_NOT_FOUND");
      case FULL -> Optional.of("INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET");
      case OK ->
          cluster.activeHsms().isEmpty()
              ? Optional.of("INSUFFICIENT_CLOUDHSM_HSMS")
              : Optional.empty();
    };
  }

  private static Optional<String> userTrouble(Cluster cluster) {
    List<KmsUser> users = cluster.activeHsms().stream().map(h -> h.user).toList();
    if (users.stream().anyMatch(u -> !u.present())) {
      return Optional.of("USER_NOT_FOUND");
    }
    if (users.stream().anyMatch(KmsUser::locked)) {
      return Optional.of("USER_LOCKED_OUT");
    }
    boolean loggedIn = users.stream().anyMatch(KmsUser::loggedIn);
    return loggedIn ? Optional.of("USER_LOGGED_IN") : Optional.empty();
  }

  private String failedLogIn(List<Hsm> refusing) {
    for (Hsm hsm : refusing) {
      hsm.user = hsm.user.afterFailedLogIn();
      journal.happened("LOG_IN_FAILED", hsm.id(), "failedLogIns", hsm.user.failedLogIns());
      if (hsm.user.locked()) {
        journal.happened("KMSUSER_LOCKED", hsm.id());
      }
    }
    boolean locked = refusing.stream().anyMatch(h -> h.user.locked());
    return locked ? variants.fifthFailedLogIn().name() : "INVALID_CREDENTIALS";
  }

  private void rotate(KeyStore store, Cluster cluster) {
    store.password = ids.password(store.id(), clock.moment());
    for (Hsm hsm : cluster.activeHsms()) {
      hsm.user = hsm.user.rotatedTo(store.password);
    }
    journal.happened("PASSWORD_ROTATED", cluster.id(), "keyStore", store.id());
  }
}
