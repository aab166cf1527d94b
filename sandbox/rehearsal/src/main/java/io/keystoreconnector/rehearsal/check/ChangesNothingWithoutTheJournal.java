package io.keystoreconnector.rehearsal.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A run that cannot read or write the journal's table changes nothing from then on. It ends as
 * JOURNAL_UNAVAILABLE; or, if it finds the key store CONNECTED, with a report that says that the
 * journal was unavailable; or it only looks. It may also end because of a request or a key store
 * with which it could have done nothing anyway, or because a look or a step fails.
 */
final class ChangesNothingWithoutTheJournal implements Rule {

  private static final Set<String> NOTHING_TO_DO = Set.of("NOT_ALLOWED", "KEY_STORE_NOT_FOUND");

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.runs().stream()
        .flatMap(
            run -> run.withoutJournalSince().stream().flatMap(failed -> breaches(run, failed)));
  }

  private static Stream<String> breaches(RunRecord run, Attempt failed) {
    Stream<String> acts =
        run.calls().stream()
            .filter(call -> call.invocation() > failed.number() && call.act().isPresent())
            .map(
                call ->
                    "Run %s called %s although the table had failed with %s."
                        .formatted(run.name(), call.call().operation(), failed.error()));
    return Stream.concat(acts, end(run, failed).stream());
  }

  private static Optional<String> end(RunRecord run, Attempt failed) {
    boolean right =
        run.aborted()
            || run.told("reason").equals("JOURNAL_UNAVAILABLE")
            || NOTHING_TO_DO.contains(run.told("reason"))
            || List.of("INVALID_REQUEST", "STEP_FAILED").contains(run.told("outcome"))
            || run.asks("dryRun")
            || neverLookedAgain(run, failed)
            || (foundConnected(run) && tellsOfIt(run));
    return right
        ? Optional.empty()
        : Optional.of(
            "Run %s ended as %s although the table had failed with %s."
                .formatted(run.name(), run.outcome(), failed.error()));
  }

  /** In this case there was nothing to do except perhaps buy an HSM. */
  private static boolean foundConnected(RunRecord run) {
    return run.lastLook().filter(look -> look.state().equals("CONNECTED")).isPresent();
  }

  private static boolean neverLookedAgain(RunRecord run, Attempt failed) {
    List<Attempt> attempts = run.attempts();
    return run.told("reason").equals("OUT_OF_TIME")
        && attempts.subList(failed.number() + 1, attempts.size()).stream()
            .noneMatch(attempt -> attempt.isLook() && attempt.succeeded());
  }

  private static boolean tellsOfIt(RunRecord run) {
    return run.report() != null
        && !Json.text(Json.object(run.report().get("remembered")), "unavailable").isEmpty();
  }
}
