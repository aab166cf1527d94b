package io.keystoreconnector.rehearsal.check;

import java.util.stream.Stream;

/**
 * KMS accepts at most maxAttempts Connect calls per run: invariant 6. A call that was not carried
 * out, as the next looks show, may be made again.
 */
final class ConnectsAtMostAsOftenAsAllowed implements Rule {

  private static final int USUAL = 3;

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.runs().stream().flatMap(this::breaches);
  }

  private Stream<String> breaches(RunRecord run) {
    int most = Math.max(0, Json.number(run.asked(), "maxAttempts", USUAL));
    long calls =
        run.calls(SeenCall.CONNECT).stream()
            .filter(call -> call.tookEffect() && !Unknowable.undoneUnseen(call, run))
            .count();
    return calls <= most
        ? Stream.empty()
        : Stream.of(
            "Run %s connected %d times; %d were allowed.".formatted(run.name(), calls, most));
  }
}
