package io.keystoreconnector.core;

import java.util.Optional;

/** The rows for a cluster that KMS cannot connect to. */
final class ClusterRows {

  private ClusterRows() {}

  /** What to do instead, if another connect could not work for the cluster's sake. */
  static Optional<Verdict> obstacle(Situation s) {
    if (!s.isCloudHsm()) {
      return Optional.empty();
    }
    Cluster cluster = s.cluster();
    if (cluster == null) {
      return Optional.of(
          Verdict.person(Reason.CLUSTER_NOT_FOUND, "The cluster of the key store does not exist."));
    }
    if (!cluster.active()) {
      return Optional.of(notActive(cluster));
    }
    return cluster.activeHsms() == 0
        ? Optional.of(withoutHsm(s, "The cluster has no active HSM"))
        : Optional.empty();
  }

  private static Verdict notActive(Cluster cluster) {
    return cluster.inProgress()
        ? Verdict.waitBecause("The cluster is in state %s.".formatted(cluster.state()))
        : Verdict.person(
            Reason.CLUSTER_NOT_ACTIVE,
            "The cluster is in state %s, not ACTIVE.".formatted(cluster.state()));
  }

  static Verdict withoutHsm(Situation s, String what) {
    return withoutHsm(s, what, Reason.NO_ACTIVE_HSM.name(), Reason.NO_ACTIVE_HSM.guidance());
  }

  /**
   * What to do about a cluster without an active HSM.
   *
   * @param what the finding, as the beginning of a sentence
   * @param reason the reason for a person, if only a person can help
   */
  static Verdict withoutHsm(Situation s, String what, String reason, String guidance) {
    Cluster cluster = s.cluster();
    if ((cluster != null && cluster.hsmBeingCreated()) || s.hsmJustAdded()) {
      return Verdict.waitBecause(what + "; one is being created.");
    }
    Optional<String> zone =
        cluster == null || !cluster.active() ? Optional.empty() : cluster.zoneForAnotherHsm();
    if (s.request().addHsm() && !s.progress().hsmAdded() && cluster != null && zone.isPresent()) {
      return new Verdict(
          new Action.AddHsm(s.store().id(), cluster.id(), zone.get()),
          what + "; the request allows to add one in " + zone.get() + ".");
    }
    return s.progress()
        .lastStep()
        .filter(step -> step.action().equals("AddHsm") && step.answer().refusedForGood())
        .map(
            step ->
                Verdict.person(
                    Reason.HSM_NOT_ADDED,
                    "%s, and adding one was refused: %s, %s."
                        .formatted(what, step.answer().error(), step.answer().detail())))
        .orElseGet(() -> new Verdict(new Action.NeedsAPerson(reason, guidance), what + "."));
  }
}
