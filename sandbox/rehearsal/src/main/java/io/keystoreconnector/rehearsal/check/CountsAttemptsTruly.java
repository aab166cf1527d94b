package io.keystoreconnector.rehearsal.check;

import java.util.Map;
import java.util.stream.Stream;

/** The report counts the Connect calls that KMS accepted, and no more than were made. */
final class CountsAttemptsTruly implements Rule {

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.runs().stream()
        .filter(run -> !run.aborted() && run.report() != null)
        .flatMap(CountsAttemptsTruly::breaches);
  }

  private static Stream<String> breaches(RunRecord run) {
    int told = Json.number(run.report() == null ? Map.of() : run.report(), "attempts", 0);
    long taken =
        run.calls(SeenCall.CONNECT).stream()
            .filter(call -> call.tookEffect() && !Unknowable.undoneUnseen(call, run))
            .count();
    long steps = run.result().path().stream().filter("Connect"::equals).count();
    return told >= taken && told <= steps
        ? Stream.empty()
        : Stream.of(
            "The report of run %s counts %d attempts; KMS accepted %d of %d."
                .formatted(run.name(), told, taken, steps));
  }
}
