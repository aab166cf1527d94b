package io.keystoreconnector.rehearsal.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two runs never act on the same look: between the look that decided on an act and the act, no act
 * of another run takes effect. Invariant 16. A function that the workflow has given up may still
 * act later; it is not counted.
 */
final class ActsAloneOnALook implements Rule {

  @Override
  public Stream<String> breaches(Evidence evidence) {
    Map<String, RunRecord> byName = new HashMap<>();
    evidence.runs().forEach(run -> byName.put(run.name(), run));
    Function<SeenCall, RunRecord> runs = call -> Objects.requireNonNull(byName.get(call.run()));
    List<SeenCall> calls = evidence.calls();
    List<Integer> acts =
        IntStream.range(0, calls.size())
            .filter(i -> isAct(calls.get(i), runs.apply(calls.get(i))))
            .boxed()
            .toList();
    return acts.stream()
        .flatMap(
            act -> {
              SeenCall call = calls.get(act);
              int look = look(calls, act, runs.apply(call));
              return acts.stream()
                  .filter(other -> other > look && other < act)
                  .map(calls::get)
                  .filter(other -> !other.run().equals(call.run()) && sameStore(other, call))
                  .map(other -> sentence(call, other));
            });
  }

  private static String sentence(SeenCall call, SeenCall other) {
    return "Run %s called %s based on a check after which run %s had called %s."
        .formatted(call.run(), call.call().operation(), other.run(), other.call().operation());
  }

  private static boolean isAct(SeenCall call, RunRecord run) {
    return call.act().isPresent()
        && call.tookEffect()
        && attempt(call, run).filter(attempt -> !attempt.wasGivenUp()).isPresent();
  }

  private static Optional<Attempt> attempt(SeenCall call, RunRecord run) {
    return run.attempts().stream()
        .filter(attempt -> attempt.number() == call.invocation())
        .findFirst();
  }

  /** The position of the call that showed the key store to the look. */
  private static int look(List<SeenCall> calls, int act, RunRecord run) {
    int look =
        attempt(calls.get(act), run).flatMap(run::lookBefore).map(Attempt::number).orElse(-1);
    return IntStream.range(0, act)
        .filter(i -> calls.get(i).run().equals(run.name()))
        .filter(i -> calls.get(i).invocation() == look && calls.get(i).is(SeenCall.DESCRIBE))
        .reduce(act, (earlier, later) -> later);
  }

  /** An act on a cluster may concern any key store. */
  private static boolean sameStore(SeenCall one, SeenCall other) {
    return one.is(SeenCall.CREATE_HSM)
        || other.is(SeenCall.CREATE_HSM)
        || one.text("CustomKeyStoreId").equals(other.text("CustomKeyStoreId"));
  }
}
