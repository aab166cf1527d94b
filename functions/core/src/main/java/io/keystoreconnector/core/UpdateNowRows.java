package io.keystoreconnector.core;

import io.keystoreconnector.core.ActHistory.Step;
import java.time.Instant;
import java.util.Optional;

/**
 * The rows for an update that is made while an external key store is CONNECTED and stays so. AWS
 * describes it as the way to rotate the credential, but its documents disagree on the states in
 * which KMS accepts it: a refusal ends the run with the words of KMS.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/update-keystore.html">Edit
 *     custom key store settings</a>
 */
final class UpdateNowRows {

  private static final String STAYS =
      " The key store is still CONNECTED with what KMS had before; the proxy must go on accepting"
          + " that.";

  private static final String DISCONNECT_NEEDED =
      "Plan a disconnect, because KMS does not make this change while the key store is CONNECTED:"
          + " when none of its keys are needed, disconnect the key store, and start the connector"
          + " with --before-connect."
          + STAYS;

  private static final String CORRECT_SETTING =
      "Correct the setting that was refused, then start the connector again." + STAYS;

  private static final String CORRECT_SECRET =
      "If the secret does not exist, correct its name; otherwise put a valid value"
          + " into it as a new version. Then start the connector again."
          + STAYS;

  private final Situation s;

  private UpdateNowRows(Situation situation) {
    this.s = situation;
  }

  /** What to do about the update; empty if there is nothing to do. */
  static Optional<Verdict> decide(Situation situation) {
    return situation.request().update().when() == Update.When.NOW
        ? new UpdateNowRows(situation).decide()
        : Optional.empty();
  }

  /** Whether the update is still to be made, as far as is known. */
  static boolean isDue(Situation s) {
    return s.request().update().when() == Update.When.NOW
        && !s.acts().updated()
        && (s.update().isPresent() || secretIsUnknown(s));
  }

  /** The secret is not checked before the journal has been read, or without it. */
  private static boolean secretIsUnknown(Situation s) {
    return s.request().update().secretId().isPresent()
        && s.observation().secret() instanceof SecretView.NotLooked;
  }

  private Optional<Verdict> decide() {
    return s.acts()
        .last(ActKind.UPDATE)
        .flatMap(this::refused)
        .or(this::secretUnusable)
        .or(() -> isDue(s) ? Optional.of(update()) : Optional.empty());
  }

  private Optional<Verdict> secretUnusable() {
    return !s.acts().updated() && s.observation().secret() instanceof SecretView.Unusable unusable
        ? Optional.of(
            person(
                Reason.SECRET_UNUSABLE,
                "The update was not made: " + unusable.problem(),
                CORRECT_SECRET))
        : Optional.empty();
  }

  private Optional<Verdict> refused(Step step) {
    if (step.answer().refusedForGood()) {
      boolean secret = step.answer().error().equals("SecretUnusable");
      return Optional.of(
          person(
              secret ? Reason.SECRET_UNUSABLE : Reason.UPDATE_REFUSED,
              "The update was refused: " + step.answer().phrase() + ".",
              secret ? CORRECT_SECRET : CORRECT_SETTING));
    }
    return step.answer().refusedForState() && wasConnected(step)
        ? Optional.of(refusedForState(step))
        : Optional.empty();
  }

  /** Whether the store has been CONNECTED since that call, as far as the checks have shown. */
  private boolean wasConnected(Step step) {
    Instant since = s.states().changed();
    return since == null || !since.isAfter(step.at());
  }

  /** The check before the call, and this one, may be out of date: then KMS saw another state. */
  private Verdict refusedForState(Step step) {
    return s.now().isBefore(step.at().plus(Staleness.LONGEST)) && !s.tooLateForUpdate()
        ? Verdict.waitBecause("KMS may still be showing the state before the last call.")
        : person(
            Reason.UPDATE_REFUSED,
            "KMS refused to make the update while the key store is CONNECTED: "
                + step.answer().phrase()
                + ".",
            DISCONNECT_NEEDED);
  }

  private Verdict update() {
    if (s.tooLateForUpdate()) {
      return Verdict.person(
          Reason.OUT_OF_TIME,
          "The key store is CONNECTED, but no time is left to make the update."
              + DecisionTable.unansweredCalls(s));
    }
    if (s.anotherRunIsAtWork()) {
      return Verdict.waitBecause(
          "Another run has just recorded an act on the key store; it goes first.");
    }
    if (s.updatedJustNow()) {
      return Verdict.waitBecause("The update did not get through; trying again shortly.");
    }
    return s.update()
        .filter(update -> !secretIsUnknown(s))
        .map(
            update ->
                new Verdict(
                    update.whileConnected(),
                    "Giving KMS %s while the key store stays CONNECTED."
                        .formatted(DisconnectedRows.words(update))))
        .orElseGet(() -> Verdict.waitBecause("The secret has not been checked yet."));
  }

  private static Verdict person(Reason reason, String why, String guidance) {
    return new Verdict(new Action.NeedsAPerson(reason.name(), guidance), why);
  }
}
