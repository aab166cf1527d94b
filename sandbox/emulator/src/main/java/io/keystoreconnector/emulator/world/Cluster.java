package io.keystoreconnector.emulator.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A CloudHSM cluster, its HSMs, and the backup that a first HSM is restored from. */
public final class Cluster {

  /** The states of a cluster, by their names on the wire. */
  public enum State {
    CREATE_IN_PROGRESS,
    UNINITIALIZED,
    INITIALIZE_IN_PROGRESS,
    INITIALIZED,
    ACTIVE,
    UPDATE_IN_PROGRESS,
    MODIFY_IN_PROGRESS,
    ROLLBACK_IN_PROGRESS,
    DELETE_IN_PROGRESS,
    DELETED,
    DEGRADED
  }

  /** Why CloudHSM refuses what a cluster in another state would accept. */
  static final String WRONG_STATE = "The state of the cluster does not allow this operation.";

  /** What KMS finds when it needs a network interface in the cluster's subnets. */
  public enum Subnets {
    OK,
    /** SUBNET_NOT_FOUND. */
    MISSING,
    /** INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET. */
    FULL
  }

  /** What never changes about a cluster; two with the same backup history are related. */
  record Identity(
      String id,
      Mode mode,
      List<String> zones,
      String backupHistory,
      String trustAnchor,
      int hsmSeconds) {}

  /** Whether the HSMs allow only what FIPS allows. */
  enum Mode {
    FIPS,
    NON_FIPS
  }

  final Identity identity;
  final List<Hsm> hsms = new ArrayList<>();
  final List<ClusterBackup> backups = new ArrayList<>();
  State state;
  Subnets subnets;

  /** {@code kmsuser} in the latest backup. */
  KmsUser backup;

  String hsmType = HsmTypes.HSM2;
  @Nullable String stateMessage;

  /** The change of the HSM type that is in progress. */
  @Nullable TypeChange change;

  /** The change back of the last change, possible until it is due. */
  @Nullable TypeChange rollback;

  Cluster(Identity identity, State state, Subnets subnets, KmsUser backup) {
    this.identity = identity;
    this.state = state;
    this.subnets = subnets;
    this.backup = backup;
  }

  /** The cluster's id. */
  public String id() {
    return identity.id();
  }

  /** The current state. */
  public State state() {
    return state;
  }

  /** What CloudHSM says about the state, if anything. */
  public @Nullable String stateMessage() {
    return stateMessage;
  }

  /** The type of its HSMs. */
  public String hsmType() {
    return hsmType;
  }

  /** FIPS or NON_FIPS; it never changes. */
  public String mode() {
    return identity.mode().name();
  }

  /** The Availability Zones in which the cluster may have HSMs. */
  public List<String> zones() {
    return identity.zones();
  }

  /** The same for every cluster made from one backup history. */
  public String clusterCertificate() {
    return Certificates.of("cluster " + identity.backupHistory());
  }

  /** All HSMs, in order of their creation. */
  public List<Hsm> hsms() {
    return List.copyOf(hsms);
  }

  /** Its backups, in no order. */
  public List<ClusterBackup> backups() {
    return List.copyOf(backups);
  }

  /** Whether nobody can change users, passwords or HSMs until CloudHSM has changed the HSM type. */
  boolean limitedWrite() {
    return state == State.MODIFY_IN_PROGRESS || state == State.ROLLBACK_IN_PROGRESS;
  }

  boolean gone() {
    return state == State.DELETED || state == State.DELETE_IN_PROGRESS;
  }

  List<Hsm> activeHsms() {
    return hsms.stream().filter(Hsm::active).toList();
  }

  boolean hasTwoActiveZones() {
    return activeHsms().stream().map(Hsm::zone).distinct().count() >= 2;
  }

  boolean relatedTo(Cluster other) {
    return identity.backupHistory().equals(other.identity.backupHistory());
  }

  Optional<Hsm> hsm(@Nullable String id) {
    return hsms.stream().filter(h -> h.id().equals(id)).findFirst();
  }

  /** What a new HSM starts with: a copy of a running one, or the latest backup. */
  KmsUser userForNewHsm() {
    return activeHsms().stream().findFirst().map(h -> h.user.logged(false)).orElse(backup);
  }
}
