package io.keystoreconnector.emulator.world;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What KMS checks before it changes a key store; every refusal has its documented name.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateCustomKeyStore.html
 */
final class KeyStoreRules {

  private final Clusters clusters;
  private final List<KeyStore> all;
  private final XksRules xksRules;

  KeyStoreRules(Clusters clusters, List<KeyStore> all) {
    this.clusters = clusters;
    this.all = all;
    this.xksRules = new XksRules(all);
  }

  static Refusal wrongState(KeyStore store) {
    return AwsError.KEY_STORE_INVALID_STATE.because(
        "The custom key store %s is %s, which does not allow this operation."
            .formatted(store.id(), store.state));
  }

  int activeHsms(KeyStore store) {
    return clusters.find(store.clusterId).map(cluster -> cluster.activeHsms().size()).orElse(0);
  }

  void checkClusterForConnect(KeyStore store, Variants variants) {
    clusters
        .find(store.clusterId)
        .ifPresent(
            cluster -> {
              if (!passesAsActive(cluster, variants)) {
                requireActive(cluster);
              }
              boolean refused = variants.connectWithoutActiveHsm() == Variants.NoHsm.REFUSED;
              require(
                  !refused || !cluster.activeHsms().isEmpty(),
                  AwsError.CLUSTER_INVALID_CONFIGURATION,
                  "The cluster has no active HSM.");
            });
  }

  private static boolean passesAsActive(Cluster cluster, Variants variants) {
    return cluster.state() == Cluster.State.DEGRADED
        && !cluster.activeHsms().isEmpty()
        && variants.connectToDegradedCluster() == Variants.DegradedCluster.ACCEPTED;
  }

  void checkUpdate(KeyStore store, KeyStoreChange change, Variants variants) {
    checkFits(store, change);
    checkState(store, change, variants);
    checkName(change.name(), k -> k != store);
    if (change.clusterId() != null) {
      checkSwap(store, usable(change.clusterId()));
    }
    if (store.xks != null && change.xks().mentionsAnything()) {
      xksRules.check(store, change.xks().appliedTo(store.xks));
    }
  }

  private static void checkFits(KeyStore store, KeyStoreChange change) {
    boolean external = store.type() == KeyStore.Type.EXTERNAL_KEY_STORE;
    boolean misfit = external ? change.mentionsCloudHsm() : change.xks().mentionsAnything();
    require(
        !misfit,
        AwsError.VALIDATION,
        "The parameters are not valid for a key store of type " + store.type() + ".");
  }

  private static void checkState(KeyStore store, KeyStoreChange change, Variants variants) {
    boolean onlyDisconnected =
        change.mentionsCloudHsm()
            || change.xks().mentionsConnection()
            || (change.xks().mentionsAnything()
                && variants.xksUpdateWhileConnected() == Variants.LiveUpdate.INVALID_STATE);
    boolean allowed =
        switch (store.state) {
          case DISCONNECTED -> true;
          case CONNECTED -> !onlyDisconnected;
          case CONNECTING, DISCONNECTING, FAILED -> false;
        };
    if (!allowed) {
      throw wrongState(store);
    }
  }

  private void checkSwap(KeyStore store, Cluster to) {
    boolean related =
        clusters.all().stream()
            .filter(c -> c.id().equals(store.clusterId))
            .allMatch(c -> c.relatedTo(to));
    require(
        related,
        AwsError.CLUSTER_NOT_RELATED,
        "The cluster " + to.id() + " does not share a backup history with the current one.");
    requireTwoHsms(to);
  }

  void checkCreate(KeyStore store, int limit) {
    require(all.size() < limit, AwsError.LIMIT_EXCEEDED, "The key store limit has been reached.");
    checkName(store.name(), k -> true);
    if (store.xks != null) {
      xksRules.check(store, store.xks);
      return;
    }
    Cluster cluster = usable(Objects.requireNonNull(store.clusterId));
    require(
        all.stream().noneMatch(k -> uses(k, cluster)),
        AwsError.CLUSTER_IN_USE,
        "The cluster, or one related to it, belongs to another custom key store.");
    require(
        cluster.identity.trustAnchor().equals(store.trustAnchor),
        AwsError.INCORRECT_TRUST_ANCHOR,
        "The trust anchor certificate is not the one the cluster was initialized with.");
    requireTwoHsms(cluster);
  }

  private boolean uses(KeyStore store, Cluster cluster) {
    return clusters.find(store.clusterId).filter(cluster::relatedTo).isPresent();
  }

  void checkDelete(KeyStore store) {
    if (store.state != ConnectionState.DISCONNECTED) {
      throw wrongState(store);
    }
    require(
        store.keys == 0, AwsError.KEY_STORE_HAS_KEYS, "The custom key store contains KMS keys.");
  }

  private void checkName(@Nullable String name, Predicate<KeyStore> others) {
    require(
        all.stream().filter(others).noneMatch(k -> k.name().equals(name)),
        AwsError.KEY_STORE_NAME_IN_USE,
        "Another custom key store already has this name.");
  }

  private Cluster usable(String clusterId) {
    Cluster cluster =
        clusters
            .find(clusterId)
            .orElseThrow(
                () ->
                    AwsError.CLUSTER_NOT_FOUND.because(
                        "The cluster " + clusterId + " does not exist."));
    requireActive(cluster);
    return cluster;
  }

  private static void requireActive(Cluster cluster) {
    require(
        cluster.state() == Cluster.State.ACTIVE,
        AwsError.CLUSTER_NOT_ACTIVE,
        "The cluster " + cluster.id() + " is " + cluster.state() + ", not ACTIVE.");
  }

  private static void requireTwoHsms(Cluster cluster) {
    require(
        cluster.hasTwoActiveZones(),
        AwsError.CLUSTER_INVALID_CONFIGURATION,
        "The cluster needs two active HSMs in different Availability Zones.");
  }

  private static void require(boolean fulfilled, AwsError error, String message) {
    if (!fulfilled) {
      throw error.because(message);
    }
  }
}
