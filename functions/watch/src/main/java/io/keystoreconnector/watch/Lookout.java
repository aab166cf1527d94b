package io.keystoreconnector.watch;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudhsmv2.CloudHsmV2Client;
import software.amazon.awssdk.services.cloudhsmv2.model.Backup;
import software.amazon.awssdk.services.cloudhsmv2.model.BackupState;
import software.amazon.awssdk.services.cloudhsmv2.model.Hsm;
import software.amazon.awssdk.services.cloudhsmv2.model.HsmState;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CustomKeyStoresListEntry;

/** Looks at every key store, and at what it depends on. */
record Lookout(KmsClient kms, CloudHsmV2Client cloudHsm, JournalTable journal, Settings settings) {

  /**
   * Looks once.
   *
   * @param gaps receives what could not be seen
   * @throws KeyStoresNotSeen if KMS does not show the key stores
   */
  Sight look(Gaps gaps) {
    List<KeyStore> stores = keyStores();
    Set<String> managed =
        stores.stream()
            .filter(store -> settings.manages(store.id(), store.name()))
            .map(KeyStore::id)
            .collect(Collectors.toUnmodifiableSet());
    Map<String, Cluster> clusters = clusters(stores, gaps);
    Map<String, Boolean> openRepairs = new HashMap<>();
    managed.stream()
        .sorted()
        .forEach(id -> journal.openRepair(id, gaps).ifPresent(open -> openRepairs.put(id, open)));
    Map<String, Boolean> usable = new HashMap<>();
    Proof proof = new Proof(kms);
    stores.stream()
        .filter(store -> store.isConnected() && store.isOfCloudHsm())
        .filter(store -> managed.contains(store.id()))
        .forEach(store -> proof.of(store, gaps).ifPresent(made -> usable.put(store.id(), made)));
    return new Sight(stores, managed, clusters, usable, openRepairs);
  }

  private List<KeyStore> keyStores() {
    try {
      return kms.describeCustomKeyStoresPaginator(request -> {}).customKeyStores().stream()
          .map(Lookout::keyStore)
          .toList();
    } catch (SdkException e) {
      throw new KeyStoresNotSeen(Gaps.code(e));
    }
  }

  private static KeyStore keyStore(CustomKeyStoresListEntry entry) {
    return new KeyStore(
        entry.customKeyStoreId(),
        String.valueOf(entry.customKeyStoreName()),
        String.valueOf(entry.customKeyStoreTypeAsString()),
        entry.connectionStateAsString(),
        entry.connectionErrorCodeAsString(),
        entry.cloudHsmClusterId());
  }

  private Map<String, Cluster> clusters(List<KeyStore> stores, Gaps gaps) {
    List<String> ids =
        stores.stream().map(KeyStore::clusterId).filter(Objects::nonNull).distinct().toList();
    if (ids.isEmpty()) {
      return Map.of();
    }
    String what = "cloudhsm:DescribeClusters";
    Optional<Map<String, Cluster>> found = gaps.ask(what, () -> clusters(ids));
    found.ifPresent(
        clusters ->
            ids.stream()
                .filter(id -> !clusters.containsKey(id))
                .forEach(id -> gaps.add(what + " for " + id, "not found")));
    return found.orElse(Map.of());
  }

  private Map<String, Cluster> clusters(List<String> ids) {
    return cloudHsm
        .describeClustersPaginator(request -> request.filters(Map.of("clusterIds", ids)))
        .stream()
        .flatMap(page -> page.clusters().stream())
        .map(Lookout::cluster)
        .collect(
            Collectors.toUnmodifiableMap(Cluster::id, Function.identity(), (one, other) -> one));
  }

  /**
   * Looks at the backups of all clusters as well, which takes a call for each.
   *
   * @param gaps receives what could not be seen
   */
  Sight withBackups(Sight seen, Gaps gaps) {
    Map<String, Cluster> clusters = new HashMap<>();
    seen.clusters()
        .forEach(
            (id, cluster) ->
                clusters.put(
                    id,
                    gaps.ask("cloudhsm:DescribeBackups for " + id, () -> newestBackup(id))
                        .flatMap(newest -> newest)
                        .map(cluster::withNewestBackup)
                        .orElse(cluster)));
    return seen.with(clusters);
  }

  /** The order in which CloudHSM lists them is not documented. */
  private Optional<Instant> newestBackup(String clusterId) {
    return cloudHsm
        .describeBackupsPaginator(
            request ->
                request.filters(
                    Map.of(
                        "clusterIds",
                        List.of(clusterId),
                        "states",
                        List.of(BackupState.READY.toString()))))
        .stream()
        .flatMap(page -> page.backups().stream())
        .map(Backup::createTimestamp)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder());
  }

  private static Cluster cluster(software.amazon.awssdk.services.cloudhsmv2.model.Cluster seen) {
    List<Hsm> active = seen.hsms().stream().filter(hsm -> hsm.state() == HsmState.ACTIVE).toList();
    return new Cluster(
        seen.clusterId(),
        String.valueOf(seen.stateAsString()),
        seen.hsmType(),
        seen.modeAsString(),
        active.size(),
        active.stream()
            .map(hsm -> String.valueOf(hsm.availabilityZone()))
            .collect(Collectors.toUnmodifiableSet()));
  }
}
