package io.keystoreconnector.rehearsal.check;

import java.util.Set;
import java.util.stream.Stream;

/**
 * A run whose last look showed CONNECTED with an active HSM has succeeded, unless that look used
 * the key store in vain, or the run was to update the CONNECTED key store and could not.
 */
final class ConnectedMeansSuccess implements Rule {

  private static final Set<String> NOT_UPDATED =
      Set.of("UPDATE_REFUSED", "SECRET_UNUSABLE", "OUT_OF_TIME", "JOURNAL_UNAVAILABLE");

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.runs().stream()
        .filter(run -> !run.succeededAs() && !run.aborted())
        .filter(run -> !run.told("reason").equals("NOT_ALLOWED"))
        .filter(run -> run.lastLook().filter(Look::usable).isPresent())
        .filter(run -> run.lastLook().filter(Look::usedInVain).isEmpty())
        .filter(run -> !run.told("outcome").equals("INVALID_REQUEST"))
        .filter(run -> !updateNowFailed(run))
        .filter(run -> !diedLater(run))
        .map(
            run ->
                "Run %s failed with %s although its last check showed CONNECTED."
                    .formatted(run.name(), run.result().error()));
  }

  private static boolean updateNowFailed(RunRecord run) {
    return "NOW".equals(Json.object(run.asked().get("update")).get("when"))
        && NOT_UPDATED.contains(run.told("reason"));
  }

  /** A later look, whose outcome the workflow never learned, was the last one. */
  private static boolean diedLater(RunRecord run) {
    return run.attempts().stream()
        .filter(attempt -> !attempt.isOfTheJournal())
        .reduce((earlier, later) -> later)
        .filter(last -> !last.succeeded())
        .isPresent();
  }
}
