package io.keystoreconnector.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run did.
 *
 * @param steps the acts whose answer is known, in order
 * @param pending the act decided last, if its answer is not known yet
 */
public record ActHistory(List<Step> steps, @Nullable Pending pending) {

  /**
   * An act with its answer.
   *
   * @param secretVersion the secret version that was to be given to KMS, if any
   * @param availabilityZone where an HSM was to be bought, if it was
   */
  public record Step(
      ActKind act,
      String why,
      Instant at,
      @Nullable String secretVersion,
      @Nullable String availabilityZone,
      ActResult answer) {

    Step with(ActResult other) {
      return new Step(act, why, at, secretVersion, availabilityZone, other);
    }

    boolean endedLike(Step other) {
      return act == other.act && answer.error().equals(other.answer.error());
    }
  }

  /** An act whose answer is not known yet. */
  public record Pending(
      ActKind act,
      String why,
      Instant at,
      @Nullable String secretVersion,
      @Nullable String availabilityZone) {

    Step answered(ActResult answer) {
      return new Step(act, why, at, secretVersion, availabilityZone, answer);
    }
  }

  /** Nothing done yet. */
  public static final ActHistory NONE = new ActHistory(List.of(), null);

  public ActHistory {
    steps = List.copyOf(steps);
  }

  /** The answer to the pending act; unknown if none was recorded. Empty if no act is pending. */
  Optional<ActResult> answerTo(@Nullable ActResult answer) {
    return pending == null
        ? Optional.empty()
        : Optional.of(answer == null ? ActResult.unknown("no answer was recorded") : answer);
  }

  /** The same, with the answer to the pending act recorded. */
  ActHistory settle(ActResult answer) {
    if (pending == null) {
      return this;
    }
    List<Step> more = new ArrayList<>(steps);
    more.add(pending.answered(answer));
    return new ActHistory(more, null);
  }

  /** The same, with an act that is about to be done. */
  ActHistory begin(Action.Act act, String why, Instant at) {
    String version =
        act instanceof Action.Update update
            ? update.secret().map(Action.Secret::versionId).orElse(null)
            : null;
    String zone = act instanceof Action.AddHsm add ? add.availabilityZone() : null;
    return new ActHistory(steps, new Pending(act.kind(), why, at, version, zone));
  }

  /** The last act, if it is a Connect and it is not known whether it was carried out. */
  Optional<Step> unansweredConnect() {
    return last(ActKind.CONNECT)
        .filter(step -> step.answer().outcome() == ActResult.Outcome.UNKNOWN);
  }

  /** The same, after a check has shown that the last act was not carried out. */
  ActHistory disproveLast() {
    Step last = steps.get(steps.size() - 1);
    List<Step> proved = new ArrayList<>(steps.subList(0, steps.size() - 1));
    proved.add(last.with(last.answer().disproved()));
    return new ActHistory(proved, pending);
  }

  /**
   * How many Connect calls count: those that KMS accepted or may have accepted, and those that it
   * refused because of the cluster. A call that was throttled, or that met a state changed by
   * someone else, does not count.
   */
  public int attempts() {
    return (int)
        answersTo(ActKind.CONNECT)
            .filter(answer -> answer.mayHaveHappened() || answer.refusedForGood())
            .count();
  }

  /** Whether the last connect or disconnect call that KMS accepted was a Disconnect. */
  boolean disconnectedLast() {
    return steps.stream()
        .filter(step -> step.act() == ActKind.CONNECT || step.act() == ActKind.DISCONNECT)
        .filter(step -> step.answer().mayHaveHappened())
        .reduce((earlier, later) -> later)
        .filter(step -> step.act() == ActKind.DISCONNECT)
        .isPresent();
  }

  boolean disconnected() {
    return answersTo(ActKind.DISCONNECT).anyMatch(ActResult::mayHaveHappened);
  }

  /** Whether the run's one update has been made or refused for good. */
  boolean updated() {
    return answersTo(ActKind.UPDATE)
        .anyMatch(
            answer -> answer.outcome() == ActResult.Outcome.ACCEPTED || answer.refusedForGood());
  }

  /** Whether this run has bought an HSM. */
  boolean boughtHsm() {
    return answersTo(ActKind.ADD_HSM)
        .anyMatch(answer -> answer.outcome() == ActResult.Outcome.ACCEPTED);
  }

  /** How many calls for an HSM ended without it being known whether they were carried out. */
  long unansweredHsms() {
    return answersTo(ActKind.ADD_HSM)
        .filter(answer -> answer.outcome() == ActResult.Outcome.UNKNOWN)
        .count();
  }

  /** The calls for an HSM that were refused for good, in order. */
  List<Step> refusedHsms() {
    return steps.stream()
        .filter(step -> step.act() == ActKind.ADD_HSM && step.answer().refusedForGood())
        .toList();
  }

  /** Whether this run called Connect, or may have called it, after that moment. */
  boolean connectedAfter(Instant moment) {
    return steps.stream()
        .filter(step -> step.act() == ActKind.CONNECT && step.answer().mayHaveHappened())
        .anyMatch(step -> step.at().isAfter(moment));
  }

  /** How many acts of the same kind in a row, up to the last one, ended with the same error. */
  int sameInARow() {
    int first = steps.size() - 1;
    while (first > 0 && steps.get(first - 1).endedLike(steps.get(first))) {
      first--;
    }
    return steps.size() - first;
  }

  private Stream<ActResult> answersTo(ActKind act) {
    return steps.stream().filter(step -> step.act() == act).map(Step::answer);
  }

  Optional<Step> last() {
    return steps.isEmpty() ? Optional.empty() : Optional.of(steps.get(steps.size() - 1));
  }

  /** The last act, if it is of that kind. */
  Optional<Step> last(ActKind act) {
    return last().filter(step -> step.act() == act);
  }
}
