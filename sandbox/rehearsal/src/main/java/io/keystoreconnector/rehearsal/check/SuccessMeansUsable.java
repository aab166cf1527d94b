package io.keystoreconnector.rehearsal.check;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Success is never reported for a store that the last look used in vain, and a report says that the
 * store was proved exactly if that look used it: invariant 19.
 */
final class SuccessMeansUsable implements Rule {

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.runs().stream()
        .filter(RunRecord::succeededAs)
        .filter(run -> run.told("outcome").equals("CONNECTED"))
        .flatMap(SuccessMeansUsable::breaches);
  }

  private static Stream<String> breaches(RunRecord run) {
    Look look = run.lastLook().orElse(new Look(List.of()));
    Optional<String> used =
        look.use().filter(SeenCall::succeeded).map(call -> call.call().operation());
    if (look.usedInVain()) {
      return Stream.of(
          "Run %s succeeded, but its last check could not use the key store: %s."
              .formatted(run.name(), look.use().orElseThrow().call().error()));
    }
    return run.toldProof().equals(used.orElse(""))
        ? Stream.empty()
        : Stream.of(
            "Run %s says that the key store was proved by '%s', but its last check used %s."
                .formatted(run.name(), run.toldProof(), used.orElse("nothing")));
  }
}
