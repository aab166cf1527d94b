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
 * @param first the state that the first look saw
 * @param seen the state of the last look that was believed
 * @param changed when that state was first seen after another one
 * @param doubted a failed log-in that a look showed which may have been out of date; it counts if
 *     the next look that is believed shows that somebody else has disconnected the store since
 */
public record Progress(
    List<Step> steps,
    List<Failure> failures,
    @Nullable Pending pending,
    @Nullable ConnectionState first,
    @Nullable ConnectionState seen,
    @Nullable Instant changed,
    @Nullable Failure doubted) {

  /**
   * An act with its answer.
   *
   * @param secretVersion which version of the secret was to be told, if one was
   * @param availabilityZone where an HSM was to be bought
   */
  public record Step(
      String action,
      String why,
      Instant at,
      @Nullable String secretVersion,
      @Nullable String availabilityZone,
      Answer answer) {

    Step with(Answer other) {
      return new Step(action, why, at, secretVersion, availabilityZone, other);
    }
  }

  /** An act without its answer yet. */
  public record Pending(
      String action,
      String why,
      Instant at,
      @Nullable String secretVersion,
      @Nullable String availabilityZone) {

    Step answered(Answer answer) {
      return new Step(action, why, at, secretVersion, availabilityZone, answer);
    }
  }

  /** A FAILED state that was met, with its code verbatim and the time it was seen. */
  public record Failure(String code, Instant at) {}

  /** Nothing was seen or done yet. */
  public static final Progress NONE =
      new Progress(List.of(), List.of(), null, null, null, null, null);

  public Progress {
    steps = List.copyOf(steps);
    failures = List.copyOf(failures);
  }

  /** The answer to the pending act; one that was not recorded is unknown. Empty if none pends. */
  Optional<Answer> answerTo(@Nullable Answer answer) {
    return pending == null
        ? Optional.empty()
        : Optional.of(answer == null ? Answer.unknown("no answer was recorded") : answer);
  }

  /** The same, with the answer to the pending act filed. */
  Progress settle(Answer answer) {
    if (pending == null) {
      return this;
    }
    List<Step> more = new ArrayList<>(steps);
    more.add(pending.answered(answer));
    return new Progress(more, failures, null, first, seen, changed, doubted);
  }

  Progress begin(Action.Act act, String why, Instant at) {
    String version =
        act instanceof Action.Update update
            ? update.secret().map(Action.Secret::versionId).orElse(null)
            : null;
    String zone = act instanceof Action.AddHsm add ? add.availabilityZone() : null;
    Pending begun = new Pending(act.name(), why, at, version, zone);
    return new Progress(steps, failures, begun, first, seen, changed, doubted);
  }

  /** The same, with a look filed that shows how things stand. */
  Progress believe(KeyStore store, Instant at) {
    ConnectionState state = store.state();
    List<Failure> more = new ArrayList<>(failures);
    missed(state).ifPresent(more::add);
    String code = store.failureCode();
    if (state == ConnectionState.FAILED && !(seen == state && lastCodeIs(code))) {
      more.add(new Failure(code, at));
    }
    Instant since = seen == null || seen == state ? changed : at;
    return new Progress(
        stepsProvedBy(state), more, pending, first == null ? state : first, state, since, null);
  }

  /** The failed log-in that was doubted, if somebody has disconnected the store since. */
  Optional<Failure> missed(ConnectionState state) {
    return Optional.ofNullable(doubted)
        .filter(
            any -> state == ConnectionState.DISCONNECTING || state == ConnectionState.DISCONNECTED);
  }

  /**
   * The steps, with what a DISCONNECTED store proves: a Connect without an answer, which no look
   * since has seen at work, was not carried out.
   */
  private List<Step> stepsProvedBy(ConnectionState state) {
    Step last = lastStep().orElse(null);
    if (last == null
        || state != ConnectionState.DISCONNECTED
        || seen != state
        || doubted != null
        || (changed != null && changed.isAfter(last.at()))
        || !last.action().equals("Connect")
        || last.answer().outcome() != Answer.Outcome.UNKNOWN) {
      return steps;
    }
    List<Step> proved = new ArrayList<>(steps.subList(0, steps.size() - 1));
    proved.add(last.with(last.answer().disproved()));
    return proved;
  }

  /**
   * The same, with a look filed that may show what was true before the last call. Of that, only a
   * log-in that failed is remembered, because the code is gone when somebody disconnects the store;
   * and not if it can only be the failure that is known already: no Connect came after it.
   */
  Progress doubt(KeyStore store, Instant at) {
    String code = store.failureCode();
    return store.state() == ConnectionState.FAILED
            && doubted == null
            && (seen == ConnectionState.CONNECTING || !lastCodeIs(code) || connectedSinceFailure())
            && ConnectionErrorCode.locksKmsuser(code, store.type())
        ? new Progress(steps, failures, pending, first, seen, changed, new Failure(code, at))
        : this;
  }

  private boolean connectedSinceFailure() {
    return lastFailure()
        .filter(
            failure ->
                steps.stream()
                    .filter(step -> step.action().equals("Connect"))
                    .filter(step -> step.answer().mayHaveHappened())
                    .anyMatch(step -> step.at().isAfter(failure.at())))
        .isPresent();
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
    return did(
        "Update", answer -> answer.outcome() == Answer.Outcome.ACCEPTED || answer.refusedForGood());
  }

  /** Whether this run has bought an HSM. */
  boolean boughtHsm() {
    return did("AddHsm", answer -> answer.outcome() == Answer.Outcome.ACCEPTED);
  }

  /** The answers to calls for an HSM of which nobody knows whether they were carried out. */
  long unansweredHsms() {
    return steps.stream()
        .filter(step -> step.action().equals("AddHsm"))
        .filter(step -> step.answer().outcome() == Answer.Outcome.UNKNOWN)
        .count();
  }

  /** The calls for an HSM that were refused for good, in their order. */
  List<Step> refusedHsms() {
    return steps.stream()
        .filter(step -> step.action().equals("AddHsm") && step.answer().refusedForGood())
        .toList();
  }

  /** Whether this run has called Connect, or may have, before that moment. */
  boolean connectedBefore(Instant moment) {
    return steps.stream()
        .filter(step -> step.action().equals("Connect") && step.answer().mayHaveHappened())
        .anyMatch(step -> step.at().isBefore(moment));
  }

  private boolean did(String action, Predicate<Answer> how) {
    return steps.stream().anyMatch(step -> step.action().equals(action) && how.test(step.answer()));
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
