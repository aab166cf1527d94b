package io.keystoreconnector.core;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A CloudHSM cluster as DescribeClusters shows it.
 *
 * @param availabilityZones where the cluster has a subnet and so may have HSMs, in order
 * @see <a
 *     href="https://docs.aws.amazon.com/cloudhsm/latest/APIReference/API_Cluster.html">Cluster</a>
 */
public record Cluster(String id, String state, List<Hsm> hsms, List<String> availabilityZones) {

  /** Cluster states that end by themselves. */
  private static final Set<String> IN_PROGRESS =
      Set.of(
          "CREATE_IN_PROGRESS",
          "INITIALIZE_IN_PROGRESS",
          "UPDATE_IN_PROGRESS",
          "MODIFY_IN_PROGRESS",
          "ROLLBACK_IN_PROGRESS");

  public Cluster {
    hsms = List.copyOf(hsms);
    availabilityZones = List.copyOf(availabilityZones);
  }

  /** Whether KMS can connect to it, as far as the cluster's own state goes. */
  public boolean active() {
    return state.equals("ACTIVE");
  }

  /** Whether its state will change without anybody doing anything. */
  public boolean inProgress() {
    return IN_PROGRESS.contains(state);
  }

  /** How many HSMs serve. */
  public int activeHsms() {
    return (int) hsms.stream().filter(Hsm::active).count();
  }

  /** In how many Availability Zones an HSM serves. */
  public int activeZones() {
    return zonesOfActiveHsms().size();
  }

  /** Whether an HSM is on its way. */
  public boolean hsmBeingCreated() {
    return hsms.stream().anyMatch(Hsm::beingCreated);
  }

  /**
   * The first zone that has no active HSM yet, else the first zone; empty if the cluster has no
   * subnet.
   */
  public Optional<String> zoneForAnotherHsm() {
    Set<String> taken = zonesOfActiveHsms();
    return availabilityZones.stream()
        .filter(zone -> !taken.contains(zone))
        .findFirst()
        .or(() -> availabilityZones.stream().findFirst());
  }

  private Set<String> zonesOfActiveHsms() {
    return hsms.stream().filter(Hsm::active).map(Hsm::availabilityZone).collect(Collectors.toSet());
  }
}
