package io.keystoreconnector.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run remembers between two looks. It is little, because a look says more: what was done and
 * what came of it, which failures were met, and what was begun last.
 *
 * @param pending the act that was decided last and whose answer is not known yet
 * @param freshVersion the secret version that was fresh when a failure was to be repaired with it;
 *     forgotten when a log-in fails once more, because it may have been this version that failed
 * @param first the state that the first look saw
 * @param seen the state of the last look that was believed
 * @param changed when that state was first seen after another one
 * @param applied when a look first saw that another run had labelled the fresh version as pushed
 * @param doubted a failed log-in that a look showed which may have been out of date; it counts if
 *     the next look that is believed shows that somebody else has disconnected the store since
 */
public record Progress(
    List<Step> steps,
    List<Failure> failures,
    @Nullable Pending pending,
    @Nullable String freshVersion,
    @Nullable ConnectionState first,
    @Nullable ConnectionState seen,
    @Nullable Instant changed,
    @Nullable Instant applied,
    @Nullable Failure doubted) {

  /**
   * An act with its answer.
   *
   * @param secretVersion which version of the secret was to be pushed, if one was
   */
  public record Step(
      String action, String why, Instant at, @Nullable String secretVersion, Answer answer) {}

  /** An act without its answer yet. */
  public record Pending(String action, String why, Instant at, @Nullable String secretVersion) {}

  /** A FAILED state that was met, with its code verbatim and the time it was seen. */
  public record Failure(String code, Instant at) {}

  /** Nothing was seen or done yet. */
  public static final Progress NONE =
      new Progress(List.of(), List.of(), null, null, null, null, null, null, null);

  public Progress {
    steps = List.copyOf(steps);
    failures = List.copyOf(failures);
  }

  /**
   * The same, with the answer to the pending act filed; without an answer it is taken for unknown.
   */
  public Progress settle(@Nullable Answer answer) {
    if (pending == null) {
      return this;
    }
    Answer known = answer == null ? Answer.unknown("no answer was recorded") : answer;
    List<Step> more = new ArrayList<>(steps);
    more.add(
        new Step(pending.action(), pending.why(), pending.at(), pending.secretVersion(), known));
    return new Progress(more, failures, null, freshVersion, first, seen, changed, applied, doubted);
  }

  Progress begin(Action.Act act, String why, Instant at) {
    String version =
        act instanceof Action.Update update
            ? update.secret().map(Action.Secret::versionId).orElse(null)
            : null;
    Pending begun = new Pending(act.name(), why, at, version);
    return new Progress(
        steps, failures, begun, freshVersion, first, seen, changed, applied, doubted);
  }

  /** The same, with a look filed that shows how things stand. */
  Progress believe(KeyStore store, Instant at) {
    ConnectionState state = store.state();
    List<Failure> more = new ArrayList<>(failures);
    String code = store.failureCode();
    String fresh = freshVersion;
    if (doubted != null
        && (state == ConnectionState.DISCONNECTING || state == ConnectionState.DISCONNECTED)) {
      more.add(doubted);
      fresh = null;
    }
    if (state == ConnectionState.FAILED && !(seen == state && lastCodeIs(code))) {
      more.add(new Failure(code, at));
      fresh = ConnectionErrorCode.locksKmsuser(code, store.type()) ? null : fresh;
    }
    Instant since = seen == null || seen == state ? changed : at;
    Instant labelled = fresh == null ? null : applied;
    return new Progress(
        steps, more, pending, fresh, first == null ? state : first, state, since, labelled, null);
  }

  /**
   * The same, with a look filed that may show what was true before the last call. Of that, only a
   * log-in that failed is remembered, because the code is gone when somebody disconnects the store;
   * and not if it can be the failure that is known already, and repaired since.
   */
  Progress doubt(KeyStore store, Instant at) {
    String code = store.failureCode();
    return store.state() == ConnectionState.FAILED
            && doubted == null
            && (seen == ConnectionState.CONNECTING || !lastCodeIs(code))
            && ConnectionErrorCode.locksKmsuser(code, store.type())
        ? new Progress(
            steps,
            failures,
            pending,
            freshVersion,
            first,
            seen,
            changed,
            applied,
            new Failure(code, at))
        : this;
  }

  Progress rememberFresh(String versionId) {
    return new Progress(steps, failures, pending, versionId, first, seen, changed, null, doubted);
  }

  /** The same, with a look filed that saw the fresh version labelled by another run. */
  Progress sawApplied(Instant at) {
    Instant earliest = applied == null ? at : applied;
    return new Progress(
        steps, failures, pending, freshVersion, first, seen, changed, earliest, doubted);
  }

  private boolean lastCodeIs(String code) {
    return lastFailure().filter(failure -> failure.code().equals(code)).isPresent();
  }

  /**
   * How many Connect calls count: those that KMS accepted or may have, and those it refused for the
   * cluster's sake. A call that was throttled or met a state that somebody else had changed is
   * free.
   */
  public int attempts() {
    return (int)
        steps.stream()
            .filter(step -> step.action().equals("Connect"))
            .filter(step -> step.answer().mayHaveHappened() || step.answer().refusedForGood())
            .count();
  }

  /**
   * Whether the last call that KMS took, of those that connect and disconnect, was a Disconnect.
   */
  boolean disconnectedLast() {
    return steps.stream()
        .filter(step -> step.action().equals("Connect") || step.action().equals("Disconnect"))
        .filter(step -> step.answer().mayHaveHappened())
        .reduce((earlier, later) -> later)
        .filter(step -> step.action().equals("Disconnect"))
        .isPresent();
  }

  boolean disconnected() {
    return did("Disconnect", Answer::mayHaveHappened);
  }

  /** Whether the run's one update has been made or refused for good. */
  boolean updated() {
    return did("Update", answer -> answer.mayHaveHappened() || answer.refusedForGood());
  }

  /**
   * Whether the run may still update: it has not, or nobody knows whether it has and it did nothing
   * since. The latter is worth one repetition, as an update does no harm twice before a connect.
   */
  boolean mayUpdate() {
    return !updated() || cutOffAtTheUpdate();
  }

  private boolean cutOffAtTheUpdate() {
    List<Step> done =
        steps.stream()
            .filter(step -> step.answer().mayHaveHappened() || step.answer().refusedForGood())
            .toList();
    return !done.isEmpty()
        && isCutOffUpdate(done.getLast())
        && done.stream().filter(Progress::isCutOffUpdate).count() == 1;
  }

  private static boolean isCutOffUpdate(Step step) {
    return step.action().equals("Update") && step.answer().outcome() == Answer.Outcome.UNKNOWN;
  }

  /** Whether an update was asked for, whatever came of it. */
  boolean triedToUpdate() {
    return did("Update", any -> true);
  }

  boolean hsmAdded() {
    return did("AddHsm", answer -> answer.mayHaveHappened() || answer.refusedForGood());
  }

  private boolean did(String action, Predicate<Answer> how) {
    return steps.stream().anyMatch(step -> step.action().equals(action) && how.test(step.answer()));
  }

  /** Whether a secret was pushed, or may have been, after that moment. */
  boolean pushedSecretSince(Instant moment) {
    return steps.stream()
        .filter(step -> step.secretVersion() != null && step.answer().mayHaveHappened())
        .anyMatch(step -> !step.at().isBefore(moment));
  }

  /** Whether this run asked for that version to be pushed since then, whatever came of it. */
  boolean triedToPush(String version, Instant since) {
    return steps.stream()
        .filter(step -> !step.at().isBefore(since))
        .filter(step -> step.answer().outcome() != Answer.Outcome.SKIPPED)
        .anyMatch(step -> version.equals(step.secretVersion()));
  }

  /**
   * The codes of the failures met in this run, a doubted one too, as far as they are known ones.
   */
  Stream<ConnectionErrorCode> knownCodes() {
    return Stream.concat(failures.stream(), Stream.ofNullable(doubted))
        .map(Failure::code)
        .flatMap(code -> ConnectionErrorCode.of(code).stream());
  }

  Optional<Step> lastStep() {
    return steps.isEmpty() ? Optional.empty() : Optional.of(steps.getLast());
  }

  Optional<Failure> lastFailure() {
    return failures.isEmpty() ? Optional.empty() : Optional.of(failures.getLast());
  }
}
