package io.keystoreconnector.core;

import java.util.Optional;

/** The rows for a FAILED store. Every repair begins with Disconnect, which costs nothing here. */
final class FailureRows {

  private static final String MAKE_THE_UPDATE =
      " If the update in the request removes the cause instead, " + UnappliedUpdate.WHILE_FAILED;

  private final Situation s;
  private final String code;

  private FailureRows(Situation situation) {
    this.s = situation;
    this.code = situation.store().failureCode();
  }

  static Verdict decide(Situation situation) {
    FailureRows rows = new FailureRows(situation);
    Verdict verdict = ConnectionErrorCode.of(rows.code).map(rows::known).orElseGet(rows::unknown);
    return verdict.action() instanceof Action.Disconnect ? rows.unlessInVain(verdict) : verdict;
  }

  /**
   * A repair that cannot succeed is not begun: the store stays FAILED and its code stays visible.
   */
  private Verdict unlessInVain(Verdict disconnect) {
    if (s.tooLateForRepair()) {
      return ClusterRows.stillBeingModified(s)
          .orElseGet(
              () ->
                  Verdict.person(
                      Reason.OUT_OF_TIME,
                      "The key store is FAILED with %s, and too little time is left to repair it in this run."
                          .formatted(code)));
    }
    boolean toAnotherCluster = !s.acts().updated() && s.changes(UpdateField.CLOUD_HSM_CLUSTER_ID);
    return toAnotherCluster ? disconnect : ClusterRows.obstacle(s).orElse(disconnect);
  }

  private Verdict known(ConnectionErrorCode known) {
    if (!s.attemptsLeft()) {
      return person(known, "no attempt is left");
    }
    if (s.updateFits(known)) {
      return s.freshSecret().isPresent() && !s.logIns().mayTryNewVersion()
          ? LogInRows.exhausted(s)
          : proofFailed().orElseGet(() -> disconnectToUpdate(known));
    }
    if (known.harmedByBlindRetry(s.store().type()) && s.logIns().aPersonSaysSo()) {
      return disconnect(known, "to connect again: the request says that KMS now has the password");
    }
    return switch (known.remedy()) {
      case RETRY -> disconnect(known, "to connect again");
      case RETRY_AFTER_PAUSE ->
          disconnect(known, "to connect again after %d s".formatted(known.pause().toSeconds()));
      case HSM -> hsm(known);
      case UPDATE, PERSON -> withoutRemedy(known);
    };
  }

  /** What to do if the update was tested beforehand, without calling KMS, and cannot work. */
  private Optional<Verdict> proofFailed() {
    return s.acts()
        .last(ActKind.DISCONNECT)
        .map(ActHistory.Step::answer)
        .filter(answer -> answer.outcome() == ActResult.Outcome.SKIPPED)
        .flatMap(
            answer ->
                switch (answer.error()) {
                  case "SecretUnusable" -> stays(Reason.SECRET_UNUSABLE, answer);
                  case "ClusterUnfit" -> stays(Reason.UPDATE_IMPOSSIBLE, answer);
                  default -> Optional.empty();
                });
  }

  private Optional<Verdict> stays(Reason reason, ActResult answer) {
    return Optional.of(
        Verdict.person(
            reason,
            "The key store is FAILED with %s and was left that way, because the update that could remove the cause cannot be made: %s"
                .formatted(code, answer.sentence())));
  }

  private Verdict disconnectToUpdate(ConnectionErrorCode known) {
    return new Verdict(
        new Action.Disconnect(s.store().id(), s.proof()),
        sentence(known) + "; disconnecting it to apply the update that can remove the cause.");
  }

  private Verdict hsm(ConnectionErrorCode known) {
    Cluster cluster = s.cluster();
    return cluster != null && cluster.activeHsms() > 0
        ? disconnect(known, "to connect again, now that an HSM is active")
        : ClusterRows.withoutHsm(
            s, sentence(known), code, ConnectionErrorCode.hsmGuidance(s.request(), s.mayBuyHsm()));
  }

  private Verdict withoutRemedy(ConnectionErrorCode known) {
    boolean harm = known.harmedByBlindRetry(s.store().type());
    if (s.failedBeforeThisRun() && !harm) {
      return disconnect(
          known, "to try once: it failed before this run, and the cause may have been removed");
    }
    if (!s.acts().updated() && s.secretGivenFor(known)) {
      return s.observation().secret() instanceof SecretView.Unusable unusable
          ? Verdict.person(Reason.SECRET_UNUSABLE, sentence(known) + ". " + unusable.problem())
          : Verdict.person(
              Reason.STALE_SECRET,
              sentence(known) + ", and KMS was already given the secret's current version.");
    }
    if (!s.acts().updated() && s.update().isPresent()) {
      return new Verdict(
          new Action.NeedsAPerson(code, known.guidance(s.store().type()) + MAKE_THE_UPDATE),
          sentence(known)
              + ", and the connector does not make the update in the request because of this"
              + " code.");
    }
    return person(
        known,
        s.acts().updated()
            ? "this run's update did not remove the cause"
            : "the connector has no way to remove the cause");
  }

  private Verdict unknown() {
    return new Verdict(
        new Action.NeedsAPerson(
            code,
            "The connector does not know this code. Look it up in the KMS documentation, remove the"
                + " cause, then start the connector again."),
        "The key store is FAILED with %s, a code that the connector does not know."
            .formatted(code));
  }

  private Verdict disconnect(ConnectionErrorCode known, String purpose) {
    return new Verdict(
        new Action.Disconnect(s.store().id()),
        sentence(known) + "; disconnecting it " + purpose + ".");
  }

  private Verdict person(ConnectionErrorCode known, String because) {
    return new Verdict(
        new Action.NeedsAPerson(code, known.guidance(s.store().type())),
        sentence(known) + ", and " + because + ".");
  }

  private String sentence(ConnectionErrorCode known) {
    return "The key store is FAILED with %s: %s".formatted(code, known.meaning());
  }
}
