package io.keystoreconnector.rehearsal.check;

import java.util.stream.Stream;

/**
 * No run connects a key store or buys an HSM after a check that showed that CloudHSM is changing
 * the HSM type of the cluster: invariant 22.
 */
final class LeavesAClusterInChangeAlone implements Rule {

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.runs().stream()
        .flatMap(
            run ->
                run.attempts().stream()
                    .filter(attempt -> sawAChange(run, attempt))
                    .flatMap(attempt -> run.callsOf(attempt).stream())
                    .filter(call -> call.is(SeenCall.CONNECT) || call.is(SeenCall.CREATE_HSM)))
        .map(
            call ->
                "Run %s called %s after a check had shown that the cluster is being modified."
                    .formatted(call.run(), call.call().operation()));
  }

  private static boolean sawAChange(RunRecord run, Attempt attempt) {
    return run.lookBefore(attempt)
        .map(look -> new Look(run.callsOf(look)))
        .filter(Look::clusterInChange)
        .isPresent();
  }
}
