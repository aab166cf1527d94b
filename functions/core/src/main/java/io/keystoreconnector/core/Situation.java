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

  /**
   * How long KMS may go on showing what was true before a call of ours. It documents eventual
   * consistency without a figure; a few seconds are usual.
   */
  static final Duration STALENESS = Duration.ofSeconds(30);

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

  /** The code of the failure that was met last in this run, if it is a known one. */
  Optional<ConnectionErrorCode> lastCode() {
    return progress.lastFailure().map(Failure::code).flatMap(ConnectionErrorCode::of);
  }

  /**
   * Whether the look may show what was true before a call that this run made a moment ago. After a
   * Connect that is DISCONNECTED, and FAILED from the attempt before; after a Disconnect FAILED,
   * and after an Update too, which KMS accepts of a DISCONNECTED store only. One look may be behind
   * the one before it, so that not only the last call counts.
   *
   * <p>To believe an old FAILED would end the run for a cause that was just removed, so that there
   * the time is allowed for that the call itself may have taken; elsewhere an old look costs a
   * refused call at most.
   */
  boolean mayBeStale() {
    return progress.steps().stream().anyMatch(this::mayHide);
  }

  private boolean mayHide(Step step) {
    boolean moved = step.answer().mayHaveHappened() || step.answer().refusedForState();
    return switch (step.action()) {
      case "Connect" ->
          moved
              && decidedWithin(STALENESS, step)
              && (store.state() == ConnectionState.DISCONNECTED
                  || store.state() == ConnectionState.FAILED);
      case "Disconnect" ->
          moved
              && decidedWithin(STALENESS.plus(Window.LONGEST_ACT), step)
              && store.state() == ConnectionState.FAILED;
      case "Update" ->
          step.answer().mayHaveHappened()
              && (store.state() == ConnectionState.FAILED
                  ? decidedWithin(STALENESS.plus(Window.LONGEST_ACT), step)
                  : decidedWithin(STALENESS, step) && showsOtherClusterThanRequested());
      default -> false;
    };
  }

  private boolean decidedWithin(Duration time, Step step) {
    return now.isBefore(step.at().plus(time));
  }

  /** Whether an HSM was asked for so recently that the cluster need not show it yet. */
  boolean hsmJustAdded() {
    return progress
        .lastStep()
        .filter(step -> step.action().equals("AddHsm") && step.answer().mayHaveHappened())
        .filter(step -> now.isBefore(step.at().plus(STALENESS)))
        .isPresent();
  }

  private boolean showsOtherClusterThanRequested() {
    String wanted = request.update().settings().get(UpdateField.CLOUD_HSM_CLUSTER_ID);
    return wanted != null && !wanted.equals(store.clusterId());
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
              if (!field.namesSecret() && !value.equals(shown(field))) {
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
    return !progress.updated()
        && update()
            .filter(
                update ->
                    update.settings().keySet().stream().anyMatch(code.fitting()::contains)
                        || update
                            .secret()
                            .filter(s -> code.fitting().contains(s.field()))
                            .isPresent())
            .isPresent();
  }

  boolean updateDue() {
    return !progress.updated()
        && update().isPresent()
        && (request.update().when() == Update.When.BEFORE_CONNECT
            || progress.knownCodes().anyMatch(this::updateFits));
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

  /** How long another run that pushed the secret is given to connect before this one does. */
  boolean givesAnotherRunTime() {
    return progress
        .lastFailure()
        .filter(failure -> now.isBefore(failure.at().plus(STALENESS.multipliedBy(2))))
        .isPresent();
  }

  private Optional<UpdateField> secretField() {
    return request.update().settings().keySet().stream()
        .filter(UpdateField::namesSecret)
        .findFirst();
  }

  private String secretId() {
    return request.update().secretId().orElseThrow();
  }

  private @Nullable String shown(UpdateField field) {
    XksProxy proxy = store.xksProxy();
    return switch (field) {
      case CLOUD_HSM_CLUSTER_ID -> store.clusterId();
      case XKS_PROXY_URI_ENDPOINT -> proxy == null ? null : proxy.uriEndpoint();
      case XKS_PROXY_URI_PATH -> proxy == null ? null : proxy.uriPath();
      case XKS_PROXY_VPC_ENDPOINT_SERVICE_NAME ->
          proxy == null ? null : proxy.vpcEndpointServiceName();
      case XKS_PROXY_CONNECTIVITY -> proxy == null ? null : proxy.connectivity();
      case KEY_STORE_PASSWORD_SECRET_ID, XKS_PROXY_CREDENTIAL_SECRET_ID -> null;
    };
  }
}
