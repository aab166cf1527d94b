package io.keystoreconnector.rehearsal.check;

import java.util.stream.Stream;

/** A dry run makes no call that changes anything, the journal included: invariant 7. */
final class DryRunsChangeNothing implements Rule {

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.runs().stream()
        .filter(run -> run.asks("dryRun"))
        .flatMap(run -> run.calls().stream())
        .filter(call -> call.changes() || call.is(SeenCall.PUT_ITEM))
        .map(call -> "The dry run %s called %s.".formatted(call.run(), call.call().operation()));
  }
}
