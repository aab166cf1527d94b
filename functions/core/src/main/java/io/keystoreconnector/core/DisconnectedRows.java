package io.keystoreconnector.core;

import io.keystoreconnector.core.ActHistory.Step;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The rows for a DISCONNECTED store, in the order in which they are tried. */
final class DisconnectedRows {

  private static final String CLUSTER_NOT_ACTIVE = "CloudHsmClusterNotActiveException";
  private static final String CLUSTER_INVALID = "CloudHsmClusterInvalidConfigurationException";

  private final Situation s;

  private DisconnectedRows(Situation situation) {
    this.s = situation;
  }

  static Verdict decide(Situation situation) {
    return new DisconnectedRows(situation).decide();
  }

  private Verdict decide() {
    if (s.request().whenDisconnected() == Request.WhenDisconnected.LEAVE
        && !s.disconnectedByTheConnector()) {
      return new Verdict(
          new Action.LeftDisconnected(),
          "The key store is DISCONNECTED, not by the connector, and the request says to leave it"
              + " that way.");
    }
    if (s.somebodyElseIsAtWork()) {
      return Verdict.waitBecause(
          "Someone else has just disconnected the key store; giving them a minute.");
    }
    return updateStopped()
        .or(this::clusterBeingModified)
        .or(this::update)
        .or(this::lockoutDanger)
        .or(() -> ClusterRows.obstacle(s))
        .or(this::connectStopped)
        .or(this::pause)
        .orElseGet(this::connect);
  }

  private Optional<Verdict> updateStopped() {
    Step refused = refused(ActKind.UPDATE).orElse(null);
    if (refused != null) {
      String why = "The update was refused: " + refused.answer().phrase() + ".";
      return Optional.of(
          refused.answer().error().equals("SecretUnusable")
              ? Verdict.person(Reason.SECRET_UNUSABLE, why)
              : Verdict.person(Reason.UPDATE_REFUSED, why, withoutTheUpdate()));
    }
    return s.observation().secret() instanceof SecretView.Unusable unusable && s.needsSecret()
        ? Optional.of(Verdict.person(Reason.SECRET_UNUSABLE, unusable.problem()))
        : Optional.empty();
  }

  /** Only a failure that was seen shows that the settings that KMS has do not work. */
  private String withoutTheUpdate() {
    return s.states().failures().isEmpty() && s.known().repair() == null
        ? " To connect it with the settings that KMS has, start the connector without update."
        : " A connect without the update would fail again.";
  }

  /** Nothing is worth doing before the cluster is ready, unless the key store gets another one. */
  private Optional<Verdict> clusterBeingModified() {
    return s.updateDue() && s.changes(UpdateField.CLOUD_HSM_CLUSTER_ID)
        ? Optional.empty()
        : ClusterRows.beingModified(s);
  }

  private Optional<Verdict> update() {
    if (!s.updateDue()) {
      return Optional.empty();
    }
    if (s.freshSecret().isPresent() && !s.logIns().mayTryNewVersion()) {
      return Optional.of(LogInRows.exhausted(s));
    }
    if (s.tooLateForUpdate() || s.updatedJustNow()) {
      return Optional.of(
          Verdict.waitBecause(
              s.tooLateForUpdate()
                  ? "Too little time is left for the update."
                  : "The update did not get through; trying again shortly."));
    }
    return s.update().map(update -> new Verdict(update, "Giving KMS " + words(update) + "."));
  }

  static String words(Action.Update update) {
    Set<UpdateField> fields = update.settings().keySet();
    String settings =
        fields.isEmpty()
            ? ""
            : "the new " + String.join(", ", fields.stream().map(UpdateField::json).toList());
    String secret =
        update.secret().map(any -> "the credentials from the new secret version").orElse("");
    return settings.isEmpty() || secret.isEmpty() ? settings + secret : settings + " and " + secret;
  }

  /** No further login with a wrong password: five of them lock kmsuser. */
  private Optional<Verdict> lockoutDanger() {
    if (s.logIns().mayLogIn()) {
      return Optional.empty();
    }
    return Optional.of(
        s.known().logIns().failed() < LogInBudget.WITHOUT_EVIDENCE
            ? Verdict.person(
                Reason.STALE_SECRET,
                "Another connect with the old password could lock kmsuser, and no new one is"
                    + " given.")
            : LogInRows.exhausted(s));
  }

  private Optional<Verdict> pause() {
    Instant until = s.pauseUntil();
    return s.now().isBefore(until) && !s.windowOver()
        ? Optional.of(
            Verdict.waitBecause(
                "Waiting for the cause to pass: the next Connect is at %s."
                    .formatted(Instant.ofEpochSecond(until.getEpochSecond()))))
        : Optional.empty();
  }

  private Optional<Verdict> connectStopped() {
    return refused(ActKind.CONNECT)
        .filter(step -> !step.answer().error().equals(CLUSTER_NOT_ACTIVE))
        .map(
            step ->
                Verdict.person(
                    step.answer().error().equals(CLUSTER_INVALID)
                        ? Reason.CLUSTER_INVALID_CONFIGURATION
                        : Reason.CONNECT_REFUSED,
                    "KMS refused to connect: " + step.answer().phrase() + "."));
  }

  private Verdict connect() {
    int next = s.acts().attempts() + 1;
    int most = s.request().maxAttempts();
    return s.attemptsLeft()
        ? new Verdict(
            new Action.Connect(s.store().id()),
            String.format(
                Locale.ROOT,
                "The key store is DISCONNECTED; connecting it, attempt %d of %d.",
                next,
                most))
        : Verdict.person(
            Reason.ATTEMPTS_EXHAUSTED,
            "The key store is DISCONNECTED after %d of %d attempts.".formatted(most, most));
  }

  /** The last act, if it is of that kind and AWS will refuse it again. */
  private Optional<Step> refused(ActKind act) {
    return s.acts().last(act).filter(step -> step.answer().refusedForGood());
  }
}
