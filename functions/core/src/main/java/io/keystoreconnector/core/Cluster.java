package io.keystoreconnector.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A CloudHSM cluster as DescribeClusters shows it.
 *
 * @param availabilityZones where the cluster has a subnet and so may have HSMs, in order
 * @param certificate the cluster's certificate, which clusters with a backup in common share; null
 *     if CloudHSM shows none
 * @param details what only people need to know
 * @see <a
 *     href="https://docs.aws.amazon.com/cloudhsm/latest/APIReference/API_Cluster.html">Cluster</a>
 */
public record Cluster(
    String id,
    String state,
    List<Hsm> hsms,
    List<String> availabilityZones,
    @Nullable String certificate,
    Details details) {

  private static final String ROLLING_BACK = "ROLLBACK_IN_PROGRESS";

  /** The states in which CloudHSM replaces the HSMs of a cluster by those of another type. */
  private static final Set<String> BEING_MODIFIED = Set.of("MODIFY_IN_PROGRESS", ROLLING_BACK);

  /** Other cluster states that change without any action. */
  private static final Set<String> IN_PROGRESS =
      Set.of("CREATE_IN_PROGRESS", "INITIALIZE_IN_PROGRESS", "UPDATE_IN_PROGRESS");

  /**
   * What only people need to know about a cluster.
   *
   * @param hsmType such as hsm2m.medium; null if CloudHSM does not show it
   * @param mode FIPS or NON_FIPS; null if CloudHSM does not show it
   * @param stateMessage what CloudHSM says about the state, if anything
   * @param rollbackUntil until when the HSM type can be changed back; null if it cannot
   */
  public record Details(
      @Nullable String hsmType,
      @Nullable String mode,
      @Nullable String stateMessage,
      @Nullable Instant rollbackUntil) {

    /** CloudHSM shows none of them. */
    public static final Details NONE = new Details(null, null, null, null);
  }

  /** A cluster whose certificate and details do not matter. */
  public Cluster(String id, String state, List<Hsm> hsms, List<String> availabilityZones) {
    this(id, state, hsms, availabilityZones, null, Details.NONE);
  }

  public Cluster {
    hsms = List.copyOf(hsms);
    availabilityZones = List.copyOf(availabilityZones);
  }

  /** Whether KMS can connect to it, as far as the cluster's own state goes. */
  public boolean active() {
    return state.equals("ACTIVE");
  }

  /** Whether its state will change without any action. */
  public boolean inProgress() {
    return IN_PROGRESS.contains(state) || beingModified();
  }

  /**
   * Whether CloudHSM is changing the type of its HSMs. Until it has, nobody can change a password
   * in the cluster, and every connect changes one.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/cloudhsm/latest/userguide/cluster-hsm-type-modification.html">Cluster
   *     limited-write mode</a>
   */
  boolean beingModified() {
    return BEING_MODIFIED.contains(state);
  }

  /** Whether CloudHSM is changing the type of its HSMs back. */
  boolean rollingBack() {
    return state.equals(ROLLING_BACK);
  }

  /** Whether some of its HSMs have failed. */
  boolean degraded() {
    return state.equals("DEGRADED");
  }

  /** How many HSMs are active. */
  public int activeHsms() {
    return (int) hsms.stream().filter(Hsm::active).count();
  }

  /** In how many Availability Zones there is an active HSM. */
  public int activeZones() {
    return zonesOfActiveHsms().size();
  }

  /** Whether an HSM is being created. */
  public boolean hsmBeingCreated() {
    return hsms.stream().anyMatch(Hsm::beingCreated);
  }

  /** The HSMs that have failed. */
  List<Hsm> degradedHsms() {
    return hsms.stream().filter(Hsm::degraded).toList();
  }

  /**
   * The first zone that has no active HSM yet, else the first zone; empty if the cluster has no
   * subnet in any other zone than the given ones.
   */
  Optional<String> zoneForAnotherHsm(Set<String> except) {
    Set<String> taken = zonesOfActiveHsms();
    List<String> zones = availabilityZones.stream().filter(zone -> !except.contains(zone)).toList();
    return zones.stream()
        .filter(zone -> !taken.contains(zone))
        .findFirst()
        .or(() -> zones.stream().findFirst());
  }

  private Set<String> zonesOfActiveHsms() {
    return hsms.stream().filter(Hsm::active).map(Hsm::availabilityZone).collect(Collectors.toSet());
  }
}
