package io.keystoreconnector.core;

import java.util.Optional;

/** The rows for a cluster without an active HSM. */
final class HsmRows {

  private HsmRows() {}

  /**
   * What to do about it.
   *
   * @param what the finding, as the beginning of a sentence
   * @param reason the reason for a person, if only a person can help
   */
  static Verdict decide(Situation s, String what, String reason, String guidance) {
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
