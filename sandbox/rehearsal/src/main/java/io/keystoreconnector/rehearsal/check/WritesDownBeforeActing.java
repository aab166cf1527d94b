package io.keystoreconnector.rehearsal.check;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An act is written down before it is done: between the look that decided on it and each call that
 * connects, disconnects, updates or buys an HSM, the run has written the journal successfully, and
 * the last line that it wrote names the act. Invariant 16. A workflow without a journal breaks this
 * rule with every act.
 */
final class WritesDownBeforeActing implements Rule {

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.runs().stream().flatMap(WritesDownBeforeActing::breaches);
  }

  private static Stream<String> breaches(RunRecord run) {
    List<Attempt> attempts = run.attempts();
    return run.calls().stream()
        .filter(call -> call.act().isPresent() && call.invocation() < attempts.size())
        .flatMap(call -> breach(run, call, attempts).stream())
        .distinct();
  }

  private static Optional<String> breach(RunRecord run, SeenCall call, List<Attempt> attempts) {
    String act = call.act().orElseThrow();
    int look = run.lookBefore(attempts.get(call.invocation())).map(Attempt::number).orElse(-1);
    Optional<Attempt> written =
        attempts.subList(look + 1, call.invocation()).stream()
            .filter(attempt -> attempt.writesTheJournal() && attempt.succeeded())
            .reduce((earlier, later) -> later);
    if (written.isEmpty()) {
      return Optional.of(
          "Run %s called %s without having written it to the journal."
              .formatted(run.name(), call.call().operation()));
    }
    String line = written.get().written();
    return line.equals(act)
        ? Optional.empty()
        : Optional.of(
            "Run %s called %s, but it had written %s to the journal."
                .formatted(run.name(), call.call().operation(), line.isEmpty() ? "no act" : line));
  }
}
