package io.keystoreconnector.rehearsal.check;

import io.keystoreconnector.emulator.world.EventRecord;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A key store that this run or an earlier one has disconnected is not reported as left alone:
 * invariant 15. Only the last disconnect counts; if a person made it, it was on purpose.
 */
final class NeverLeavesItsOwnRepair implements Rule {

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.runs().stream()
        .filter(run -> run.told("outcome").equals("LEFT_DISCONNECTED"))
        .filter(run -> isOurs(run, evidence.events()))
        .map(
            run ->
                "Run %s left the key store alone although a run had disconnected it."
                    .formatted(run.name()));
  }

  private static boolean isOurs(RunRecord run, List<EventRecord> events) {
    Look look = run.lastLook().orElse(new Look(List.of()));
    String store = Json.text(look.store(), "CustomKeyStoreId");
    int seen = look.answered(SeenCall.DESCRIBE).map(SeenCall::position).orElse(0);
    return IntStream.range(0, seen)
        .filter(i -> events.get(i).subject().equals(store))
        .filter(i -> "DISCONNECTING".equals(events.get(i).details().get("to")))
        .mapToObj(i -> !Happened.isByAPerson(events, i, "Disconnect"))
        .reduce(false, (earlier, later) -> later);
  }
}
