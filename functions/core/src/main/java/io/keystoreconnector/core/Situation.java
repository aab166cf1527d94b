package io.keystoreconnector.core;

import io.keystoreconnector.core.StateHistory.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that a decision depends on, with the questions that the playbook asks. */
record Situation(
    Request request,
    Progress progress,
    JournalView journalView,
    KeyStore store,
    Observation observation,
    Run run,
    Window window,
    Instant now,
    boolean mayBuyHsm) {

  /** How long to wait for someone else who is working on the key store. */
  static final Duration TIME_FOR_OTHERS = Duration.ofSeconds(60);

  /** The pause after Connect was refused because the cluster was not active at that moment. */
  private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofSeconds(30);

  Situation with(Progress otherProgress, JournalView otherJournal) {
    return new Situation(
        request, otherProgress, otherJournal, store, observation, run, window, now, mayBuyHsm);
  }

  /** What this run did. */
  ActHistory acts() {
    return progress.acts();
  }

  /** What this run saw. */
  StateHistory states() {
    return progress.states();
  }

  /** The journal, or an empty one if it was not read. */
  Journal journal() {
    return journalView instanceof JournalView.Read read ? read.journal() : Journal.EMPTY;
  }

  /** The journal, with an act whose answer is not known counted as one that may have happened. */
  Journal known() {
    return journal().presumed();
  }

  /** Whether another run has just written down an act, which may be in progress. */
  boolean anotherRunIsAtWork() {
    Journal.Line line = journal().line();
    return line != null
        && !line.run().equals(run.id())
        && now.isBefore(line.at().plus(TIME_FOR_OTHERS));
  }

  /** Whether the connector has disconnected the store, in this run or an earlier one. */
  boolean disconnectedByTheConnector() {
    return acts().disconnected() || known().repair() != null;
  }

  LogInBudget logIns() {
    return new LogInBudget(known(), progress, store.type(), request.passwordTold());
  }

  boolean windowOver() {
    return window.over(now);
  }

  boolean tooLateForConnect() {
    return now.isAfter(window.lastConnect());
  }

  boolean tooLateForUpdate() {
    return now.isAfter(window.lastUpdate());
  }

  boolean tooLateToRecall() {
    return now.isAfter(window.lastRecall());
  }

  boolean tooLateForRepair() {
    return !now.isBefore(window.lastRepair());
  }

  boolean attemptsLeft() {
    return acts().attempts() < request.maxAttempts();
  }

  boolean isCloudHsm() {
    return store.type() == KeyStoreType.AWS_CLOUDHSM;
  }

  @Nullable Cluster cluster() {
    return observation.seenCluster();
  }

  /** Whether the store FAILED before this run, and no one has tried again since. */
  boolean failedBeforeThisRun() {
    return states().first() == ConnectionState.FAILED
        && states().failures().size() == 1
        && acts().attempts() == 0;
  }

  /**
   * Whether someone else has just disconnected the store: another run that is repairing it, or a
   * person. Connecting it at once could interfere with an update and waste a login.
   */
  boolean somebodyElseIsAtWork() {
    Instant since = states().changed();
    return since != null
        && !acts().disconnectedLast()
        && now.isBefore(since.plus(TIME_FOR_OTHERS))
        && !tooLateForRepair();
  }

  /** The code of the last failure in this run, if it is known. */
  Optional<ConnectionErrorCode> lastCode() {
    return states().lastFailure().map(Failure::code).flatMap(ConnectionErrorCode::of);
  }

  boolean mayBeStale() {
    return new Staleness(
            acts().steps(),
            store,
            request.update().settings().get(UpdateField.CLOUD_HSM_CLUSTER_ID),
            now)
        .mayBeStale();
  }

  /** The earliest time for the next connect, after a failure or a refusal that is temporary. */
  Instant pauseUntil() {
    Instant until = Instant.MIN;
    if (lastCode().isPresent() && states().lastFailure().isPresent()) {
      until = states().lastFailure().get().at().plus(lastCode().get().pause());
    }
    Optional<ActHistory.Step> refused =
        acts().last(ActKind.CONNECT).filter(step -> step.answer().refusedForGood());
    if (refused.isPresent()) {
      until = refused.get().at().plus(PAUSE_AFTER_REFUSAL);
    }
    return until.isBefore(window.lastRepair()) ? until : window.lastRepair();
  }

  /** What an update would push now: settings that differ from the store's, and a fresh secret. */
  Optional<Action.Update> update() {
    Map<UpdateField, String> settings = new EnumMap<>(UpdateField.class);
    request
        .update()
        .settings()
        .forEach(
            (field, value) -> {
              if (!field.namesSecret() && store.differs(field, value)) {
                settings.put(field, value);
              }
            });
    Optional<Action.Secret> secret = freshSecret();
    return settings.isEmpty() && secret.isEmpty()
        ? Optional.empty()
        : Optional.of(new Action.Update(store.id(), Collections.unmodifiableMap(settings), secret));
  }

  /** Whether an update would push another value of that setting. */
  boolean changes(UpdateField setting) {
    return update().filter(update -> update.settings().containsKey(setting)).isPresent();
  }

  /** Whether the update that is still open would remove the cause of that failure. */
  boolean updateFits(ConnectionErrorCode code) {
    return !acts().updated() && wouldRemoveTheCauseOf(code);
  }

  private boolean wouldRemoveTheCauseOf(ConnectionErrorCode code) {
    return update()
        .filter(
            update ->
                update.settings().keySet().stream().anyMatch(code.fitting()::contains)
                    || update.secret().filter(s -> code.fitting().contains(s.field())).isPresent())
        .isPresent();
  }

  /** Whether to update now: an update that was cut off is repeated until KMS has answered. */
  boolean updateDue() {
    return !acts().updated()
        && update().isPresent()
        && (request.update().beforeConnect()
            || codesToRepair().anyMatch(this::wouldRemoveTheCauseOf));
  }

  /** The next check follows an Update at once; the next call must not. */
  boolean updatedJustNow() {
    return acts()
        .last(ActKind.UPDATE)
        .filter(step -> now.isBefore(step.at().plusSeconds(request.pollSeconds())))
        .isPresent();
  }

  /** The codes of this run, and the one whose repair an earlier run left open. */
  private Stream<ConnectionErrorCode> codesToRepair() {
    return Stream.concat(states().knownCodes(), known().codesToRepair());
  }

  /** Whether the store must not be connected before a secret is given to KMS. */
  boolean needsSecret() {
    return !acts().updated()
        && (request.update().beforeConnect()
            || (isCloudHsm()
                && known().logIns().failed() > 0
                && !known().toldSinceLastFailure()
                && !logIns().aPersonSaysSo()));
  }

  /** Whether a secret was given that could remove the cause of that failure. */
  boolean secretGivenFor(ConnectionErrorCode code) {
    return secretField().filter(code.fitting()::contains).isPresent();
  }

  /** The secret's current version, if it was not given to KMS before. */
  Optional<Action.Secret> freshSecret() {
    return observation.secret() instanceof SecretView.Current current
            && !known().wasTold(current.versionId())
        ? secretField().map(field -> new Action.Secret(field, secretId(), current.versionId()))
        : Optional.empty();
  }

  /**
   * An update that the repair depends on and that can be proved possible beforehand: one with a
   * secret, or with another cluster.
   */
  Optional<Action.Update> proof() {
    return update()
        .filter(
            update ->
                update.secret().isPresent()
                    || update.settings().containsKey(UpdateField.CLOUD_HSM_CLUSTER_ID));
  }

  private Optional<UpdateField> secretField() {
    return request.update().settings().keySet().stream()
        .filter(UpdateField::namesSecret)
        .findFirst();
  }

  private String secretId() {
    return request.update().secretId().orElseThrow();
  }
}
