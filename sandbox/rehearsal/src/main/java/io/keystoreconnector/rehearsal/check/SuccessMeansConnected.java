package io.keystoreconnector.rehearsal.check;

import java.util.List;
import java.util.stream.Stream;

/**
 * Success is reported only if the last look showed CONNECTED with an active HSM, or the store was
 * to be left, or it was a dry run: invariant 2.
 */
final class SuccessMeansConnected implements Rule {

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.runs().stream().filter(RunRecord::succeededAs).flatMap(this::breaches);
  }

  private Stream<String> breaches(RunRecord run) {
    Look look = run.lastLook().orElse(new Look(List.of()));
    String outcome = run.told("outcome");
    boolean true_ =
        switch (outcome) {
          case "CONNECTED" -> look.usable() && !run.asks("dryRun");
          case "LEFT_DISCONNECTED" -> left(run, look);
          case "DRY_RUN" -> run.asks("dryRun");
          default -> false;
        };
    return true_
        ? Stream.empty()
        : Stream.of(
            "Run %s succeeded with %s, but the last check showed %s with %d active HSMs."
                .formatted(run.name(), outcome, look.state(), look.activeHsms()));
  }

  /** A store that the run itself has disconnected was not left off on purpose. */
  private static boolean left(RunRecord run, Look look) {
    return look.state().equals("DISCONNECTED")
        && "LEAVE".equals(run.asked().get("whenDisconnected"))
        && run.calls(SeenCall.DISCONNECT).stream().noneMatch(SeenCall::tookEffect);
  }
}
