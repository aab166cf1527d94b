package io.keystoreconnector.rehearsal.check;

import java.util.stream.Stream;

/** No HSM is bought for a cluster in which the run has seen a DEGRADED HSM. */
final class BuysNoneBesideADegradedHsm implements Rule {

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.runs().stream()
        .flatMap(
            run ->
                run.calls(SeenCall.CREATE_HSM).stream()
                    .filter(SeenCall::tookEffect)
                    .filter(call -> sawADegradedOne(run, call)))
        .map(
            call ->
                "Run %s bought an HSM in %s although one there is DEGRADED."
                    .formatted(call.run(), call.text("ClusterId")));
  }

  private static boolean sawADegradedOne(RunRecord run, SeenCall bought) {
    return run.calls().stream()
        .takeWhile(call -> !call.equals(bought))
        .filter(call -> call.is(SeenCall.CLUSTERS) && call.succeeded())
        .flatMap(call -> call.items("Clusters").stream())
        .filter(cluster -> Json.text(cluster, "ClusterId").equals(bought.text("ClusterId")))
        .reduce((earlier, later) -> later)
        .stream()
        .flatMap(cluster -> Json.objects(cluster.get("Hsms")).stream())
        .anyMatch(hsm -> Json.text(hsm, "State").equals("DEGRADED"));
  }
}
