package io.keystoreconnector.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The heart of the connector: a pure function from what is asked, remembered and seen to the one
 * thing to do next. {@link DecisionTable} holds its rows.
 */
public final class Playbook {

  private final AllowList keyStores;
  private final AllowList addHsm;

  /**
   * A playbook for a deployment.
   *
   * @param keyStores those that may be acted on
   * @param addHsm those for which a request may allow buying an HSM
   */
  public Playbook(AllowList keyStores, AllowList addHsm) {
    this.keyStores = keyStores;
    this.addHsm = addHsm;
  }

  /** Whether the next decision rests on the cluster. */
  public boolean looksAtCluster(KeyStore store) {
    return store.clusterId() != null
        && switch (store.state()) {
          case CONNECTED, DISCONNECTED, FAILED -> true;
          case CONNECTING, DISCONNECTING, UNKNOWN -> false;
        };
  }

  /** Whether the next decision rests on the labels of the secret that the request names. */
  public boolean looksAtSecret(Request request, Progress progress, KeyStore store) {
    return request.update().secretId().isPresent()
        && misfits(request, store).findAny().isEmpty()
        && switch (store.state()) {
          case DISCONNECTED -> progress.mayUpdate() && secretMatters(request, progress, store);
          case FAILED -> !progress.updated() && secretMatters(request, progress, store);
          case CONNECTED, CONNECTING, DISCONNECTING, UNKNOWN -> false;
        };
  }

  private static boolean secretMatters(Request request, Progress progress, KeyStore store) {
    Stream<ConnectionErrorCode> codes =
        store.state() == ConnectionState.FAILED
            ? ConnectionErrorCode.of(store.errorCode()).stream()
            : progress.knownCodes();
    return request.update().when() == Update.When.BEFORE_CONNECT
        || codes.flatMap(code -> code.fitting().stream()).anyMatch(UpdateField::namesSecret);
  }

  /**
   * Decides. The progress must be settled: the answer to the last act filed.
   *
   * @param now when the look began
   * @param startedAt when the run began
   */
  public Decision decide(
      Request request, Progress progress, Observation seen, Instant now, Instant startedAt) {
    Window window = new Window(startedAt, Duration.ofSeconds(request.windowSeconds()));
    KeyStore store = seen.keyStore();
    if (store == null) {
      Verdict notFound =
          Verdict.person(
              Reason.KEY_STORE_NOT_FOUND,
              "KMS knows no such custom key store in this account and Region.");
      return decision(request, notFound, progress, seen, window, now);
    }
    Optional<Verdict> refusal = refusal(request, store);
    if (refusal.isPresent()) {
      return decision(request, refusal.get(), progress, seen, window, now);
    }
    Situation look = new Situation(request, progress, store, seen, window, now);
    Situation situation =
        look.with(look.mayBeStale() ? progress.doubt(store, now) : progress.believe(store, now));
    Verdict verdict = DecisionTable.decide(situation);
    return decision(request, verdict, remember(situation, verdict), seen, window, now);
  }

  /**
   * The decision about a request that breaks the rules: the run ends before anything is looked at.
   */
  public static Decision reject(List<String> problems, Instant startedAt) {
    Verdict invalid = new Verdict(new Action.InvalidRequest(), String.join(" ", problems));
    Report report = ReportWriter.rejected(invalid.why());
    return new Decision(invalid.action(), invalid.why(), Progress.NONE, report, 1, startedAt);
  }

  private Optional<Verdict> refusal(Request request, KeyStore store) {
    if (!keyStores.allows(store.id())) {
      return Optional.of(
          Verdict.person(
              Reason.NOT_ALLOWED, "This deployment's allow-list does not name the key store."));
    }
    List<String> problems =
        Stream.concat(hsmNotAllowed(request, store).stream(), misfits(request, store)).toList();
    return problems.isEmpty()
        ? Optional.empty()
        : Optional.of(new Verdict(new Action.InvalidRequest(), String.join(" ", problems)));
  }

  private Optional<String> hsmNotAllowed(Request request, KeyStore store) {
    return request.addHsm() && !addHsm.allows(store.id())
        ? Optional.of(
            "addHsm must not be true for key store %s, because the deployment does not allow buying an HSM for it: leave addHsm out, or add the id to ADD_HSM_KEY_STORES in the deployment's settings."
                .formatted(store.id()))
        : Optional.empty();
  }

  private static Stream<String> misfits(Request request, KeyStore store) {
    return request.update().settings().keySet().stream()
        .filter(field -> field.type() != store.type())
        .map(
            field ->
                "update.%s is not for a key store of this kind (%s)."
                    .formatted(field.json(), store.type().words()));
  }

  /**
   * A repair that a fresh secret made possible: another run may push it first, and then it is no
   * longer fresh. When that was first seen is remembered, too.
   */
  private static Progress remember(Situation situation, Verdict verdict) {
    Progress progress = situation.progress();
    if (situation.secretAppliedByAnotherRun()) {
      return progress.sawApplied(situation.now());
    }
    return verdict.action() instanceof Action.Disconnect
        ? situation
            .freshSecret()
            .map(secret -> progress.rememberFresh(secret.versionId()))
            .orElse(progress)
        : progress;
  }

  private static Decision decision(
      Request request,
      Verdict verdict,
      Progress progress,
      Observation seen,
      Window window,
      Instant now) {
    boolean dry = request.dryRun() && !(verdict.action() instanceof Action.InvalidRequest);
    Action action = dry ? new Action.Planned() : verdict.action();
    // Nothing is left to become visible after an Update, so the Connect can follow at once. But an
    // Update that has to be repeated was throttled or came too early: calling again every second
    // would keep up what stands in its way.
    boolean first = action instanceof Action.Update && !progress.triedToUpdate();
    int wait = first ? 1 : request.pollSeconds();
    return new Decision(
        action,
        verdict.why(),
        action instanceof Action.Act act ? progress.begin(act, verdict.why(), now) : progress,
        new ReportWriter(request, progress, seen, Duration.between(window.startedAt(), now))
            .write(verdict, dry),
        window.clip(wait, now),
        window.lastLook());
  }
}
