package io.keystoreconnector.emulator.world;

import java.time.Duration;
import java.util.Optional;

/**
 * How CloudHSM changes the type of a cluster's HSMs, and changes it back.
 * https://docs.aws.amazon.com/cloudhsm/latest/userguide/hsm1-to-hsm2-migration.html
 */
final class HsmTypes {

  /** The only type that a cluster can be changed to, except back. */
  static final String HSM2 = "hsm2m.medium";

  /** How long after its beginning a change can be rolled back. */
  private static final Duration ROLLBACK = Duration.ofHours(24);

  private final WorldClock clock;
  private final Journal journal;
  private final Settings settings;

  HsmTypes(WorldClock clock, Journal journal, Settings settings) {
    this.clock = clock;
    this.journal = journal;
    this.settings = settings;
  }

  /**
   * Starts to change the type of all HSMs of a cluster.
   *
   * @throws Refusal if the cluster's state does not allow it, or it cannot have that type
   */
  void change(Cluster cluster, String hsmType) {
    if (cluster.state != Cluster.State.ACTIVE) {
      throw AwsError.HSM_INVALID_REQUEST.because(Cluster.WRONG_STATE);
    }
    Optional<TypeChange> back = rollback(cluster).filter(b -> b.hsmType().equals(hsmType));
    if (cluster.hsmType.equals(hsmType) || (back.isEmpty() && !hsmType.equals(HSM2))) {
      throw AwsError.HSM_INVALID_REQUEST.because(
          "The HSM type of the cluster cannot be changed to the one given.");
    }
    long due = clock.moment() + 1000L * cluster.hsms.size() * settings.hsmModifySeconds();
    KmsUser user = back.map(TypeChange::user).orElseGet(cluster::userForNewHsm);
    cluster.state =
        back.isPresent() ? Cluster.State.ROLLBACK_IN_PROGRESS : Cluster.State.MODIFY_IN_PROGRESS;
    cluster.change = new TypeChange(hsmType, due, user);
    cluster.rollback =
        back.isPresent()
            ? null
            : new TypeChange(cluster.hsmType, clock.moment() + ROLLBACK.toMillis(), user);
    journal.happened("CLUSTER_" + cluster.state, cluster.id(), "hsmType", hsmType);
  }

  /** The change back that is still possible. */
  Optional<TypeChange> rollback(Cluster cluster) {
    return Optional.ofNullable(cluster.rollback).filter(back -> clock.moment() < back.due());
  }

  void settle(Cluster cluster) {
    TypeChange change = cluster.change;
    if (change == null || change.due() > clock.moment()) {
      return;
    }
    if (cluster.state == Cluster.State.ROLLBACK_IN_PROGRESS) {
      cluster.hsms.forEach(hsm -> hsm.user = change.user());
      cluster.backup = change.user();
    }
    cluster.hsmType = change.hsmType();
    cluster.change = null;
    cluster.state = Cluster.State.ACTIVE;
    journal.happened("CLUSTER_ACTIVE", cluster.id(), "hsmType", cluster.hsmType);
  }
}
