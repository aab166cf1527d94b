package io.keystoreconnector.rehearsal.check;

import io.keystoreconnector.emulator.world.EventRecord;
import java.util.List;
import java.util.stream.Stream;

/**
 * CloudHSM accepts at most one CreateHsm per run: invariant 6. A call that was not carried out, as
 * the next looks show, may be made again. So may one whose HSM a person has deleted, because that
 * looks the same to a run whose call was not answered.
 */
final class BuysAtMostOneHsm implements Rule {

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.runs().stream()
        .filter(run -> mostInARow(run, evidence.events()) > 1)
        .map(
            run ->
                "Run %s called CreateHsm %d times."
                    .formatted(run.name(), mostInARow(run, evidence.events())));
  }

  /** The most purchases between which no person has changed the HSMs. */
  private static int mostInARow(RunRecord run, List<EventRecord> events) {
    int most = 0;
    int bought = 0;
    int before = 0;
    for (SeenCall call : run.calls(SeenCall.CREATE_HSM)) {
      if (call.tookEffect()) {
        boolean byHand =
            events.subList(before, call.position()).stream().anyMatch(Happened::onHsms);
        bought = byHand ? 1 : bought + 1;
        most = Math.max(most, bought);
        before = call.position();
      }
    }
    return most;
  }
}
