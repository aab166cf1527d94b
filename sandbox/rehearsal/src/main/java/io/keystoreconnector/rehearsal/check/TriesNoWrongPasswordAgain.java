package io.keystoreconnector.rehearsal.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A run that saw a login fail does not connect before KMS has been given another password, unless
 * its request says that a person has done so: invariant 4.
 */
final class TriesNoWrongPasswordAgain implements Rule {

  private static final List<String> WRONG = List.of("INVALID_CREDENTIALS", "USER_LOCKED_OUT");

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.runs().stream()
        .filter(run -> !run.asks("passwordTold"))
        .flatMap(run -> breaches(run, evidence));
  }

  private static Stream<String> breaches(RunRecord run, Evidence evidence) {
    List<String> breaches = new ArrayList<>();
    int wrongSince = -1;
    for (Attempt attempt : run.attempts()) {
      if (attempt.isLook() && attempt.succeeded()) {
        wrongSince = Math.max(wrongSince, wrongSince(run, attempt, evidence));
      }
      if (wrongSince >= 0 && connects(run, attempt) && !told(wrongSince, run, attempt, evidence)) {
        breaches.add(
            "Run %s connected again with a password that it knew to be wrong."
                .formatted(run.name()));
      }
    }
    return breaches.stream();
  }

  /** The event by which the login that this look saw had failed; -1 if it saw none. */
  private static int wrongSince(RunRecord run, Attempt attempt, Evidence evidence) {
    Look look = new Look(run.callsOf(attempt));
    if (look.external() || !look.state().equals("FAILED") || !WRONG.contains(look.code())) {
      return -1;
    }
    int seen = look.calls().getFirst().position();
    String store = Json.text(look.store(), "CustomKeyStoreId");
    return IntStream.range(0, seen)
        .filter(i -> evidence.events().get(i).event().equals("CONNECT_FAILED"))
        .filter(i -> evidence.events().get(i).subject().equals(store))
        .reduce(0, (earlier, later) -> later);
  }

  private static boolean connects(RunRecord run, Attempt attempt) {
    return run.callsOf(attempt).stream()
        .anyMatch(call -> call.is(SeenCall.CONNECT) && call.mayHaveTakenEffect());
  }

  private static boolean told(int since, RunRecord run, Attempt attempt, Evidence evidence) {
    int until = run.callsOf(attempt).getLast().position();
    boolean byARun =
        evidence.calls().stream()
            .filter(call -> call.position() >= since && call.position() <= until)
            .anyMatch(
                call ->
                    call.is(SeenCall.UPDATE)
                        && call.mayHaveTakenEffect()
                        && call.call().parameters().containsKey("KeyStorePassword"));
    return byARun
        || lostUpdate(run, attempt)
        || evidence.events().subList(since, until).stream()
            .anyMatch(event -> "TellPassword".equals(event.details().get("deed")));
  }

  /** An Update step whose effect the run cannot know. */
  private static boolean lostUpdate(RunRecord run, Attempt connect) {
    return run.attempts().subList(0, connect.number()).stream()
        .anyMatch(attempt -> attempt.state().equals("Update") && !attempt.succeeded());
  }
}
