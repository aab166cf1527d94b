package io.keystoreconnector.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The heart of the connector: a pure function from what is requested, remembered and seen to the
 * one thing to do next. {@link DecisionTable} holds its rows.
 */
public final class Playbook {

  private final RequestChecks checks;

  /**
   * A playbook for a deployment.
   *
   * @param keyStores the key stores that the connector may act on
   * @param addHsm the key stores for which a request may allow buying an HSM
   * @param updates which secrets and settings a request may name for each key store
   */
  public Playbook(AllowList keyStores, AllowList addHsm, UpdateRules updates) {
    this.checks = new RequestChecks(keyStores, addHsm, updates);
  }

  /** Whether the next decision depends on the cluster. */
  public boolean looksAtCluster(KeyStore store) {
    return store.clusterId() != null
        && switch (store.state()) {
          case CONNECTED, DISCONNECTED, FAILED -> true;
          case CONNECTING, DISCONNECTING, UNKNOWN -> false;
        };
  }

  /**
   * Whether the next decision depends on using the key store. That is never tried with a store that
   * the request may not name, and never before the journal is read, because a check follows then.
   */
  public boolean triesToUse(
      Request request, JournalView journal, KeyStore store, ClusterView cluster) {
    return store.state() == ConnectionState.CONNECTED
        && !(journal instanceof JournalView.NotRead)
        && checks.refusal(request, store).isEmpty()
        && (store.type() != KeyStoreType.AWS_CLOUDHSM
            || (cluster instanceof ClusterView.Seen seen && seen.cluster().activeHsms() > 0));
  }

  /** Whether the next decision depends on the labels of the secret that the request names. */
  public boolean looksAtSecret(
      Request request, Progress progress, JournalView journal, KeyStore store) {
    return request.update().secretId().isPresent()
        && RequestChecks.misfits(request, store).findAny().isEmpty()
        && !progress.acts().updated()
        && journal instanceof JournalView.Read read
        && mayPush(request, store.state())
        && secretMatters(request, progress, read.journal().presumed(), store);
  }

  private static boolean mayPush(Request request, ConnectionState state) {
    return switch (state) {
      case DISCONNECTED, FAILED -> true;
      case CONNECTED -> request.update().when() == Update.When.NOW;
      case CONNECTING, DISCONNECTING, UNKNOWN -> false;
    };
  }

  private static boolean secretMatters(
      Request request, Progress progress, Journal journal, KeyStore store) {
    Stream<ConnectionErrorCode> codes =
        store.state() == ConnectionState.FAILED
            ? ConnectionErrorCode.of(store.errorCode()).stream()
            : Stream.concat(progress.states().knownCodes(), journal.codesToRepair());
    return request.update().beforeConnect()
        || journal.logIns().failed() > 0
        || codes.flatMap(code -> code.fitting().stream()).anyMatch(UpdateField::namesSecret);
  }

  /**
   * Decides. The answer to the last act must be recorded first: {@link #settle}.
   *
   * @param now when the check began
   */
  public Decision decide(Request request, Settled settled, Observation seen, Instant now, Run run) {
    Progress progress = settled.progress();
    JournalView journal = settled.journal();
    Window window = new Window(run.startedAt(), Duration.ofSeconds(request.windowSeconds()));
    KeyStore store = seen.keyStore();
    if (store == null) {
      Verdict notFound =
          Verdict.person(
              Reason.KEY_STORE_NOT_FOUND,
              "KMS knows no such custom key store in this account and Region.");
      return ended(request, notFound, progress, seen, window, now);
    }
    Optional<Verdict> refusal = checks.refusal(request, store);
    if (refusal.isPresent()) {
      return ended(request, refusal.get(), progress, seen, window, now);
    }
    boolean mayBuyHsm = checks.addHsm().allows(store);
    Situation look =
        new Situation(request, progress, journal, store, seen, run, window, now, mayBuyHsm);
    Situation situation = look.mayBeStale() ? doubt(look) : believe(look);
    Verdict verdict = JournalRows.decide(situation);
    // What is seen before the journal is read does not count, because the next check follows at
    // once. But AWS may keep it waiting, and someone may disconnect the store meanwhile.
    return decision(verdict.action() instanceof Action.Recall ? doubt(look) : situation, verdict);
  }

  /** What a run remembers of itself and of earlier runs, with all answers recorded. */
  public record Settled(Progress progress, JournalView journal) {

    /** At the beginning of a run. */
    public static final Settled NOTHING = new Settled(Progress.NONE, new JournalView.NotRead());
  }

  /**
   * Records the answer to the act that was decided last.
   *
   * @param answer null if none was recorded
   */
  public static Settled settle(
      Progress progress, JournalView journal, @Nullable ActResult answer, Run run) {
    Optional<ActResult> known = progress.acts().answerTo(answer);
    return new Settled(
        known.map(progress::settle).orElse(progress),
        journal instanceof JournalView.Read read
            ? new JournalView.Read(
                settle(read.journal(), known, run), read.unsaved() || isOwn(read.journal(), run))
            : journal);
  }

  private static boolean isOwn(Journal journal, Run run) {
    Journal.Line line = journal.line();
    return line != null && line.run().equals(run.id());
  }

  /** The run's own line without an act: writing it failed, as far as the run could see. */
  private static Journal settle(Journal journal, Optional<ActResult> answer, Run run) {
    return isOwn(journal, run)
        ? journal.settle(
            answer.orElseGet(
                () -> new ActResult(ActResult.Outcome.SKIPPED, "", "It was not started.")))
        : journal;
  }

  private static Situation believe(Situation look) {
    Progress progress = look.progress();
    KeyStore store = look.store();
    StateHistory.Failure missed = progress.states().missed(store.state()).orElse(null);
    return look.with(
        progress.believe(store, look.observation().proof(), look.now()),
        changed(
            look,
            journal -> {
              Journal before = missed == null ? journal : JournalAfterLook.missed(journal, missed);
              return labelled(
                  look, JournalAfterLook.believe(before, store, look.cluster(), look.now()));
            }));
  }

  private static Situation doubt(Situation look) {
    return look.with(look.progress().doubt(look.store(), look.now()), look.journalView());
  }

  private static JournalView changed(Situation look, UnaryOperator<Journal> change) {
    if (!(look.journalView() instanceof JournalView.Read read)) {
      return look.journalView();
    }
    Journal changed = change.apply(read.journal());
    return new JournalView.Read(changed, read.unsaved() || !changed.equals(read.journal()));
  }

  /** What releases without a journal knew: they labeled a version before they gave it to KMS. */
  private static Journal labelled(Situation look, Journal journal) {
    return look.observation().secret() instanceof SecretView.Current current
            && current.applied()
            && journal.presumed().knowsNoVersion()
        ? journal.labelled(current.versionId())
        : journal;
  }

  /**
   * The decision about a request that breaks the rules: the run ends before anything is checked.
   */
  public static Decision reject(List<String> problems, Instant startedAt) {
    Verdict invalid = new Verdict(new Action.InvalidRequest(), String.join(" ", problems));
    Report report = ReportWriter.rejected(invalid.why());
    return new Decision(
        invalid.action(),
        invalid.why(),
        Progress.NONE,
        new JournalView.NotRead(),
        false,
        report,
        1,
        startedAt);
  }

  /** The end of a run that does not depend on what was remembered. */
  private Decision ended(
      Request request,
      Verdict verdict,
      Progress progress,
      Observation seen,
      Window window,
      Instant now) {
    boolean dry = request.dryRun() && !(verdict.action() instanceof Action.InvalidRequest);
    JournalView none = new JournalView.NotRead();
    return new Decision(
        dry ? new Action.Planned() : verdict.action(),
        verdict.why(),
        progress,
        none,
        false,
        new ReportWriter(checks, request, progress, none, seen, window.startedAt(), now)
            .write(verdict, dry),
        request.pollSeconds(),
        window.lastLook());
  }

  /**
   * Acts are written down, and ends that have changed the journal. So is the end that is valid only
   * if no one has written anything since, because another run may have disconnected the store.
   */
  private static boolean mustBeWritten(Action action, boolean unsaved) {
    return action instanceof Action.Act
        || action instanceof Action.LeftDisconnected
        || (action instanceof Action.End && unsaved);
  }

  private Decision decision(Situation s, Verdict verdict) {
    boolean recalls = verdict.action() instanceof Action.Recall;
    boolean dry = s.request().dryRun() && !recalls;
    Action action = dry ? new Action.Planned() : verdict.action();
    JournalView journal = s.journalView();
    boolean write = false;
    if (journal instanceof JournalView.Read read && !dry) {
      write = mustBeWritten(action, read.unsaved());
      Journal next =
          action instanceof Action.Act act
              ? read.journal().begin(act, s.store(), s.now(), s.run().id())
              : read.journal();
      journal = new JournalView.Read(next, read.unsaved());
    }
    return new Decision(
        action,
        verdict.why(),
        action instanceof Action.Act act
            ? s.progress().begin(act, verdict.why(), s.now())
            : s.progress(),
        journal,
        write,
        new ReportWriter(
                checks,
                s.request(),
                s.progress(),
                s.journalView(),
                s.observation(),
                s.window().startedAt(),
                s.now())
            .write(verdict, dry),
        s.window().clip(s.request().pollSeconds(), s.now()),
        s.window().lastLook());
  }
}
