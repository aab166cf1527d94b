package io.keystoreconnector.sandbox.check;

import java.util.stream.Stream;

/**
 * At most one CreateHsm that CloudHSM took in one run: invariant 6. One that it did not carry out,
 * as the next looks show, may be made again.
 */
final class BuysAtMostOneHsm implements Rule {

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.runs().stream()
        .filter(run -> bought(run) > 1)
        .map(run -> "Run %s called CreateHsm %d times.".formatted(run.name(), bought(run)));
  }

  private static long bought(RunRecord run) {
    return run.calls(SeenCall.CREATE_HSM).stream().filter(SeenCall::tookEffect).count();
  }
}
