package io.keystoreconnector.core;

import io.keystoreconnector.core.Progress.Failure;
import io.keystoreconnector.core.Progress.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that a decision rests on, with the questions that the playbook asks of it. */
record Situation(
    Request request,
    Progress progress,
    KeyStore store,
    Observation observation,
    Window window,
    Instant now) {

  /** How long somebody else who is at work is given. */
  private static final Duration TIME_FOR_OTHERS = Duration.ofSeconds(60);

  /** The pause after Connect was refused because the cluster was not active just then. */
  private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofSeconds(30);

  Situation with(Progress other) {
    return new Situation(request, other, store, observation, window, now);
  }

  boolean windowOver() {
    return window.over(now);
  }

  boolean tooLateForConnect() {
    return now.isAfter(window.lastConnect());
  }

  boolean tooLateForRepair() {
    return !now.isBefore(window.lastRepair());
  }

  boolean attemptsLeft() {
    return progress.attempts() < request.maxAttempts();
  }

  boolean isCloudHsm() {
    return store.type() == KeyStoreType.AWS_CLOUDHSM;
  }

  @Nullable Cluster cluster() {
    return observation.seenCluster();
  }

  /** Whether the store FAILED before this run, and nobody has tried again since. */
  boolean failedBeforeThisRun() {
    return progress.first() == ConnectionState.FAILED
        && progress.failures().size() == 1
        && progress.attempts() == 0;
  }

  /**
   * Whether a log-in failed in a way that counts towards a lock, and no fresh secret was pushed
   * since.
   */
  boolean nextLogInMayLock() {
    return progress.failures().stream()
        .filter(failure -> ConnectionErrorCode.locksKmsuser(failure.code(), store.type()))
        .anyMatch(failure -> !progress.pushedSecretSince(failure.at()));
  }

  /**
   * Whether the store has just become DISCONNECTED by somebody else: another run that repairs it,
   * or a person. To connect it at once could get in the way of an update and waste a log-in.
   */
  boolean somebodyElseIsAtWork() {
    Instant since = progress.changed();
    return since != null
        && !progress.disconnectedLast()
        && now.isBefore(since.plus(TIME_FOR_OTHERS))
        && !tooLateForRepair();
  }

  /** The code of the failure that was met last in this run, if it is a known one. */
  Optional<ConnectionErrorCode> lastCode() {
    return progress.lastFailure().map(Failure::code).flatMap(ConnectionErrorCode::of);
  }

  boolean mayBeStale() {
    return new Staleness(this).mayBeStale();
  }

  boolean hsmJustAdded() {
    return new Staleness(this).hsmJustAdded();
  }

  /** When the next connect makes sense, after a failure or a refusal that passes by itself. */
  Instant pauseUntil() {
    Instant until = Instant.MIN;
    if (lastCode().isPresent() && progress.lastFailure().isPresent()) {
      until = progress.lastFailure().get().at().plus(lastCode().get().pause());
    }
    Step last = progress.lastStep().orElse(null);
    if (last != null && last.action().equals("Connect") && last.answer().refusedForGood()) {
      until = last.at().plus(PAUSE_AFTER_REFUSAL);
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
              if (!field.namesSecret() && !value.equals(store.setting(field))) {
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
    return !progress.updated() && wouldRemoveTheCauseOf(code);
  }

  private boolean wouldRemoveTheCauseOf(ConnectionErrorCode code) {
    return update()
        .filter(
            update ->
                update.settings().keySet().stream().anyMatch(code.fitting()::contains)
                    || update.secret().filter(s -> code.fitting().contains(s.field())).isPresent())
        .isPresent();
  }

  /**
   * Whether to update now. An update that was cut off is made once more if there is still something
   * to push: the version of a secret is labelled before KMS is told of it.
   */
  boolean updateDue() {
    return progress.mayUpdate()
        && update().isPresent()
        && (request.update().when() == Update.When.BEFORE_CONNECT
            || progress.knownCodes().anyMatch(this::wouldRemoveTheCauseOf));
  }

  /** Whether the store must not be connected before a secret was pushed. */
  boolean needsSecret() {
    return !progress.updated()
        && (request.update().when() == Update.When.BEFORE_CONNECT || nextLogInMayLock());
  }

  /** Whether a secret was given that could remove the cause of that failure. */
  boolean secretGivenFor(ConnectionErrorCode code) {
    return secretField().filter(code.fitting()::contains).isPresent();
  }

  Optional<Action.Secret> freshSecret() {
    return observation.secret() instanceof SecretView.Current current && !current.applied()
        ? secretField().map(field -> new Action.Secret(field, secretId(), current.versionId()))
        : Optional.empty();
  }

  /**
   * Whether the secret that was fresh when the failure was met has been pushed by another run. A
   * version that this run tried to push may bear the label for that reason alone.
   */
  boolean secretAppliedByAnotherRun() {
    return observation.secret() instanceof SecretView.Current current
        && current.applied()
        && current.versionId().equals(progress.freshVersion())
        && !progress.triedToPush(current.versionId(), lastLockingFailure());
  }

  private Instant lastLockingFailure() {
    return progress.failures().stream()
        .filter(failure -> ConnectionErrorCode.locksKmsuser(failure.code(), store.type()))
        .map(Failure::at)
        .reduce(window.startedAt(), (earlier, later) -> later);
  }

  /**
   * Whether another run that pushed the secret is still given time to connect before this one does.
   * It labels the version before it tells KMS, so that whoever sees the label for the first time
   * cannot know whether KMS has the password already.
   */
  boolean givesAnotherRunTime() {
    Instant since = progress.applied();
    return since == null || (now.isBefore(since.plus(TIME_FOR_OTHERS)) && !windowOver());
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
