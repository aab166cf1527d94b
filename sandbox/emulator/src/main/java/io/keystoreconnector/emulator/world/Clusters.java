package io.keystoreconnector.emulator.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All clusters, and the rules by which HSMs come and go. */
public final class Clusters {

  private final WorldClock clock;
  private final Journal journal;
  private final Settings settings;
  private final Ids ids;
  private final HsmTypes types;
  final List<Cluster> all = new ArrayList<>();
  private long created;

  Clusters(WorldClock clock, Journal journal, Settings settings, Ids ids) {
    this.clock = clock;
    this.journal = journal;
    this.settings = settings;
    this.ids = ids;
    this.types = new HsmTypes(clock, journal, settings);
  }

  /** Every cluster, deleted ones included. */
  public List<Cluster> all() {
    return List.copyOf(all);
  }

  /** How many HSMs have been created so far. */
  long created() {
    return created;
  }

  /** The cluster with this id; empty if it does not exist or was deleted. */
  Optional<Cluster> find(@Nullable String id) {
    return all.stream().filter(c -> c.id().equals(id) && !c.gone()).findFirst();
  }

  /**
   * The cluster with this id.
   *
   * @throws Refusal if it does not exist or was deleted
   */
  public Cluster get(String clusterId) {
    return find(clusterId)
        .orElseThrow(
            () -> AwsError.HSM_NOT_FOUND.because("The cluster " + clusterId + " does not exist."));
  }

  /**
   * Starts to create an HSM.
   *
   * @throws Refusal if the cluster does not exist or may not have an HSM there
   */
  public Hsm createHsm(String clusterId, String zone, @Nullable String wantedIp) {
    Cluster cluster = get(clusterId);
    require(acceptsHsms(cluster), AwsError.HSM_INVALID_REQUEST, Cluster.WRONG_STATE);
    require(
        cluster.zones().contains(zone),
        AwsError.HSM_INVALID_REQUEST,
        "The cluster has no subnet in the Availability Zone " + zone + ".");
    require(
        hsmCount() < settings.hsmLimit(), AwsError.HSM_SERVICE, "The HSM limit has been reached.");
    require(
        cluster.subnets == Cluster.Subnets.OK,
        AwsError.HSM_SERVICE,
        "The subnet has no free IP address.");
    return begin(cluster, zone, wantedIp);
  }

  private Hsm begin(Cluster cluster, String zone, @Nullable String wantedIp) {
    long ordinal = ++created;
    String ip = Objects.requireNonNullElse(wantedIp, "10.0.9." + (10 + ordinal));
    String id = ids.hsm(cluster.id(), clock.moment() * 100 + ordinal);
    Hsm hsm = new Hsm(id, zone, ip, Hsm.State.CREATE_IN_PROGRESS, cluster.userForNewHsm(), null);
    hsm.due = clock.moment() + cluster.identity.hsmSeconds() * 1000L;
    cluster.hsms.add(hsm);
    journal.happened("HSM_CREATE_STARTED", hsm.id(), "zone", zone);
    return hsm;
  }

  /**
   * Starts to change the type of all HSMs of a cluster.
   *
   * @throws Refusal if the cluster does not exist or cannot get that type now
   */
  public Cluster changeHsmType(String clusterId, String hsmType) {
    Cluster cluster = get(clusterId);
    types.change(cluster, hsmType);
    return cluster;
  }

  /** Until when the last change of a cluster's HSM type can be undone, in milliseconds. */
  public OptionalLong rollbackUntil(Cluster cluster) {
    return types.rollback(cluster).stream().mapToLong(TypeChange::due).findFirst();
  }

  /**
   * Starts to delete the one HSM of the cluster that matches.
   *
   * @throws Refusal if the cluster or HSM does not exist
   */
  public Hsm deleteHsm(String clusterId, Predicate<Hsm> which) {
    Cluster cluster = get(clusterId);
    require(!cluster.limitedWrite(), AwsError.HSM_INVALID_REQUEST, Cluster.WRONG_STATE);
    Hsm hsm =
        cluster.hsms.stream()
            .filter(which)
            .findFirst()
            .orElseThrow(() -> AwsError.HSM_NOT_FOUND.because("The cluster has no such HSM."));
    cluster.backup = hsm.active() ? hsm.user.logged(false) : cluster.backup;
    hsm.state = Hsm.State.DELETE_IN_PROGRESS;
    hsm.due = clock.moment() + settings.hsmDeleteSeconds() * 1000L;
    journal.happened("HSM_DELETE_STARTED", hsm.id());
    return hsm;
  }

  void delete(Cluster cluster) {
    cluster.state = Cluster.State.DELETED;
    cluster.hsms.clear();
    journal.happened("CLUSTER_DELETED", cluster.id());
  }

  /** The next moment at which an HSM is ready or gone, or all of them have another type. */
  long nextDue() {
    return all.stream()
        .flatMap(
            cluster ->
                Stream.concat(
                    Stream.ofNullable(cluster.change).map(TypeChange::due),
                    cluster.hsms.stream().flatMap(hsm -> Stream.ofNullable(hsm.due))))
        .mapToLong(Long::longValue)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  void settle() {
    for (Cluster cluster : all) {
      types.settle(cluster);
      for (Hsm hsm : cluster.hsms()) {
        if (hsm.due != null && hsm.due <= clock.moment()) {
          settle(cluster, hsm);
        }
      }
    }
  }

  private void settle(Cluster cluster, Hsm hsm) {
    hsm.due = null;
    if (hsm.state == Hsm.State.CREATE_IN_PROGRESS) {
      hsm.user = cluster.userForNewHsm();
      hsm.state = Hsm.State.ACTIVE;
      journal.happened("HSM_ACTIVE", hsm.id(), "cluster", cluster.id());
    } else {
      hsm.state = Hsm.State.DELETED;
      cluster.hsms.remove(hsm);
      journal.happened("HSM_DELETED", hsm.id(), "cluster", cluster.id());
    }
  }

  private static boolean acceptsHsms(Cluster cluster) {
    return switch (cluster.state()) {
      case ACTIVE, DEGRADED, INITIALIZED, UNINITIALIZED -> true;
      case CREATE_IN_PROGRESS,
          INITIALIZE_IN_PROGRESS,
          UPDATE_IN_PROGRESS,
          MODIFY_IN_PROGRESS,
          ROLLBACK_IN_PROGRESS,
          DELETE_IN_PROGRESS,
          DELETED ->
          false;
    };
  }

  private long hsmCount() {
    return all.stream().mapToLong(c -> c.hsms.size()).sum();
  }

  private static void require(boolean fulfilled, AwsError error, String message) {
    if (!fulfilled) {
      throw error.because(message);
    }
  }
}
