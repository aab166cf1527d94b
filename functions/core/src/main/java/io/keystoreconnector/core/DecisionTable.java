package io.keystoreconnector.core;

import io.keystoreconnector.core.Progress.Step;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The decision table: what to do about a custom key store, from what is asked, remembered and seen.
 * The rows stand in the order in which they are tried; {@link FailureRows} has those for a FAILED
 * store.
 */
final class DecisionTable {

  private static final String CLUSTER_NOT_ACTIVE = "CloudHsmClusterNotActiveException";
  private static final String CLUSTER_INVALID = "CloudHsmClusterInvalidConfigurationException";

  private final Situation s;

  private DecisionTable(Situation situation) {
    this.s = situation;
  }

  static Verdict decide(Situation situation) {
    return new DecisionTable(situation).decide();
  }

  private Verdict decide() {
    if (s.store().state() == ConnectionState.CONNECTED) {
      return connected();
    }
    if (s.windowOver()) {
      return outOfTime();
    }
    if (s.anotherRunIsAtWork() && !moving()) {
      return Verdict.waitBecause(
          "Another run has just written down what it does to the key store; it goes first.");
    }
    if (s.mayBeStale()) {
      return Verdict.waitBecause(
          "KMS may still be showing what was true before the last call; looking again.");
    }
    return switch (s.store().state()) {
      case CONNECTED -> throw new AssertionError("decided above");
      case CONNECTING -> Verdict.waitBecause("KMS is connecting; that takes up to 20 minutes.");
      case DISCONNECTING -> Verdict.waitBecause("KMS is disconnecting the store.");
      case UNKNOWN ->
          Verdict.waitBecause("KMS shows a state that the connector does not know; it only waits.");
      case DISCONNECTED -> disconnected();
      case FAILED -> FailureRows.decide(s);
    };
  }

  private boolean moving() {
    return s.store().state() == ConnectionState.CONNECTING
        || s.store().state() == ConnectionState.DISCONNECTING;
  }

  private Verdict connected() {
    if (!s.isCloudHsm() || activeHsms() > 0) {
      return new Verdict(new Action.Connected(), "The key store is CONNECTED.");
    }
    String but = "KMS says CONNECTED, but ";
    if (s.cluster() == null) {
      return Verdict.person(
          Reason.CLUSTER_NOT_FOUND, but + "the cluster of the key store does not exist.");
    }
    return s.windowOver()
        ? Verdict.person(Reason.NO_ACTIVE_HSM, but + "its cluster still has no active HSM.")
        : ClusterRows.withoutHsm(s, but + "its cluster has no active HSM");
  }

  private Verdict outOfTime() {
    if (s.store().state() == ConnectionState.DISCONNECTED
        && s.progress().disconnected()
        && !s.tooLateForConnect()
        && !s.anotherRunIsAtWork()
        && !s.mayBeStale()) {
      Verdict verdict = disconnected();
      if (verdict.action() instanceof Action.Connect) {
        return new Verdict(
            verdict.action(),
            "The window is over, but this run disconnected the store: one last Connect, so that it"
                + " is not left that way.");
      }
    }
    return Verdict.person(
        Reason.OUT_OF_TIME,
        "The window is over and the key store is %s.%s%s"
            .formatted(
                s.store().state(),
                s.store().state() == ConnectionState.CONNECTING
                    ? " It was left connecting, and may still succeed."
                    : "",
                unansweredCalls()));
  }

  /** What kept a run busy until its end: calls in a row that AWS throttled or failed to answer. */
  private String unansweredCalls() {
    Step last = s.progress().lastStep().orElse(null);
    if (last == null
        || last.answer().outcome() == Answer.Outcome.ACCEPTED
        || last.answer().outcome() == Answer.Outcome.REFUSED
        || last.answer().error().isEmpty()) {
      return "";
    }
    long inARow =
        s.progress().steps().reversed().stream()
            .takeWhile(
                step ->
                    step.action().equals(last.action())
                        && step.answer().error().equals(last.answer().error()))
            .count();
    String error = last.answer().error().replaceFirst("^io\\.keystoreconnector\\..*\\.", "");
    return inARow == 1
        ? " The last %s call ended with %s.".formatted(last.action(), error)
        : " The last %d %s calls ended with %s.".formatted(inARow, last.action(), error);
  }

  private Verdict disconnected() {
    if (s.request().whenDisconnected() == Request.WhenDisconnected.LEAVE
        && !s.disconnectedByTheConnector()) {
      return new Verdict(
          new Action.LeftDisconnected(),
          "The store is DISCONNECTED, not by the connector, and the request says to leave it so.");
    }
    if (s.somebodyElseIsAtWork()) {
      return Verdict.waitBecause(
          "Somebody else has just disconnected the store; whoever it is gets a minute.");
    }
    return updateStopped()
        .or(this::update)
        .or(this::lockoutDanger)
        .or(() -> ClusterRows.obstacle(s))
        .or(this::connectStopped)
        .or(this::pause)
        .orElseGet(this::connect);
  }

  private Optional<Verdict> updateStopped() {
    Step last = s.progress().lastStep().orElse(null);
    if (last != null && last.action().equals("Update") && last.answer().refusedForGood()) {
      Reason reason =
          last.answer().error().equals("SecretUnusable")
              ? Reason.SECRET_UNUSABLE
              : Reason.UPDATE_REFUSED;
      return Optional.of(Verdict.person(reason, "The update was refused: " + refusal(last) + "."));
    }
    return s.observation().secret() instanceof SecretView.Unusable(String problem)
            && s.needsSecret()
        ? Optional.of(Verdict.person(Reason.SECRET_UNUSABLE, problem))
        : Optional.empty();
  }

  private Optional<Verdict> update() {
    if (!s.updateDue()) {
      return Optional.empty();
    }
    if (s.freshSecret().isPresent() && !s.logIns().mayTryNewVersion()) {
      return Optional.of(LogInRows.exhausted(s));
    }
    if (s.tooLateForUpdate() || updatedJustNow()) {
      return Optional.of(
          Verdict.waitBecause(
              s.tooLateForUpdate()
                  ? "Too little time is left for the update."
                  : "The update did not get through; the next try comes in a moment."));
    }
    return s.update().map(update -> new Verdict(update, "Telling KMS " + words(update) + "."));
  }

  /** The next look follows an Update at once: the next call must not. */
  private boolean updatedJustNow() {
    return s.progress()
        .lastStep()
        .filter(step -> step.action().equals("Update"))
        .filter(step -> s.now().isBefore(step.at().plusSeconds(s.request().pollSeconds())))
        .isPresent();
  }

  private static String words(Action.Update update) {
    Set<UpdateField> fields = update.settings().keySet();
    String settings =
        fields.isEmpty()
            ? ""
            : "the new " + String.join(", ", fields.stream().map(UpdateField::json).toList());
    String secret =
        update.secret().map(any -> "the credentials from the secret's fresh version").orElse("");
    return settings.isEmpty() || secret.isEmpty() ? settings + secret : settings + " and " + secret;
  }

  /** Never another log-in with a password that was wrong: five of them lock kmsuser. */
  private Optional<Verdict> lockoutDanger() {
    if (s.logIns().mayLogIn()) {
      return Optional.empty();
    }
    return Optional.of(
        s.known().logIns().failed() < LogInBudget.WITHOUT_EVIDENCE
            ? Verdict.person(
                Reason.STALE_SECRET,
                "Another connect with the old password could lock kmsuser, and no fresh one is"
                    + " given.")
            : LogInRows.exhausted(s));
  }

  private Optional<Verdict> pause() {
    Instant until = s.pauseUntil();
    return s.now().isBefore(until) && !s.windowOver()
        ? Optional.of(
            Verdict.waitBecause(
                "Giving the cause time to pass: the next Connect comes at %s.".formatted(until)))
        : Optional.empty();
  }

  private Optional<Verdict> connectStopped() {
    Step last = s.progress().lastStep().orElse(null);
    if (last == null || !last.action().equals("Connect") || !last.answer().refusedForGood()) {
      return Optional.empty();
    }
    String error = last.answer().error();
    if (error.equals(CLUSTER_NOT_ACTIVE)) {
      return Optional.empty();
    }
    return Optional.of(
        Verdict.person(
            error.equals(CLUSTER_INVALID)
                ? Reason.CLUSTER_INVALID_CONFIGURATION
                : Reason.CONNECT_REFUSED,
            "KMS refused to connect: " + refusal(last) + "."));
  }

  private Verdict connect() {
    int next = s.progress().attempts() + 1;
    int most = s.request().maxAttempts();
    return s.attemptsLeft()
        ? new Verdict(
            new Action.Connect(s.store().id()),
            String.format(
                Locale.ROOT,
                "The store is DISCONNECTED; connecting it, attempt %d of %d.",
                next,
                most))
        : Verdict.person(
            Reason.ATTEMPTS_EXHAUSTED,
            "The store is DISCONNECTED after %d of %d attempts.".formatted(most, most));
  }

  private static String refusal(Step step) {
    return step.answer().detail().isEmpty()
        ? step.answer().error()
        : step.answer().error() + ", " + step.answer().detail();
  }

  private int activeHsms() {
    @Nullable Cluster cluster = s.cluster();
    return cluster == null ? 0 : cluster.activeHsms();
  }
}
