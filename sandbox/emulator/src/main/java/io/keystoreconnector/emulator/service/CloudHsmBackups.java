package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.Cluster;
import io.keystoreconnector.emulator.world.ClusterBackup;
import io.keystoreconnector.emulator.world.World;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The backups of clusters, the newest first unless the request says otherwise. They outlive their
 * cluster. No backup is shared, is a copy of another one, or never expires.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cloudhsm/latest/APIReference/API_DescribeBackups.html">DescribeBackups</a>
 */
final class CloudHsmBackups {

  private record Owned(Cluster cluster, ClusterBackup backup) {

    long madeAt() {
      return backup.madeAt();
    }
  }

  private final World world;

  CloudHsmBackups(World world) {
    this.world = world;
  }

  Map<String, Object> describe(Params params) {
    int size = params.number("MaxResults", 1, 50, 50);
    String token = params.textOrNull("NextToken", Constraint.NEXT_TOKEN);
    Comparator<Owned> order = Comparator.comparingLong(Owned::madeAt);
    List<Owned> found =
        (params.flag("Shared", false) ? List.<Owned>of() : all())
            .stream()
                .filter(filter(params.objectOrNull("Filters")))
                .sorted(params.flag("SortAscending", false) ? order : order.reversed())
                .toList();
    Page<Owned> page =
        Page.of(
            "DescribeBackups" + params.without("MaxResults", "NextToken"),
            found,
            token,
            size,
            AwsError.HSM_INVALID_REQUEST.because(Page.UNKNOWN));
    return new Body()
        .with("Backups", page.items().stream().map(this::answer).toList())
        .with("NextToken", page.next())
        .json();
  }

  private List<Owned> all() {
    return world.clusters().all().stream()
        .flatMap(cluster -> cluster.backups().stream().map(backup -> new Owned(cluster, backup)))
        .toList();
  }

  private static Predicate<Owned> filter(@Nullable Params filters) {
    Predicate<Owned> all = owned -> true;
    if (filters == null) {
      return all;
    }
    for (String name : filters.names()) {
      all = all.and(filter(name, filters.texts(name)));
    }
    return all;
  }

  private static Predicate<Owned> filter(String name, List<String> values) {
    return switch (name) {
      case "backupIds" -> owned -> values.contains(owned.backup().id());
      case "clusterIds" -> owned -> values.contains(owned.cluster().id());
      case "states" -> owned -> values.contains(owned.backup().state());
      case "neverExpires" -> owned -> values.contains("false");
      case "sourceBackupIds" -> owned -> false;
      default ->
          throw AwsError.HSM_INVALID_REQUEST.because(
              "The valid filters are backupIds, sourceBackupIds, clusterIds, states and"
                  + " neverExpires.");
    };
  }

  private Map<String, Object> answer(Owned owned) {
    return new Body()
        .with("BackupId", owned.backup().id())
        .with("BackupState", owned.backup().state())
        .with("ClusterId", owned.cluster().id())
        .with("CreateTimestamp", world.epochSeconds(owned.madeAt()))
        .with("HsmType", owned.cluster().hsmType())
        .with("Mode", owned.cluster().mode())
        .with("NeverExpires", false)
        .json();
  }
}
