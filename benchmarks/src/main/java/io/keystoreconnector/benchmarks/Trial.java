package io.keystoreconnector.benchmarks;

import java.io.IOException;
import java.nio.file.Files;

/** One measured start: the process, its first two answers, and its end. */
record Trial(Launch launch, Throttle throttle) {
  private static final int PATIENCE_SECONDS = 60;

  /**
   * @param throttled whether the process keeps only its share of the CPU after its init
   * @throws IOException if the function answers with an error or not at all
   */
  Sample run(Subject subject, boolean throttled) throws IOException, InterruptedException {
    byte[] event = Files.readAllBytes(subject.event());
    launch.task(subject);
    try (RuntimeApi api = new RuntimeApi()) {
      throttle.release();
      long start = System.nanoTime();
      Process process = launch.start(subject, api.address());
      try {
        double init = millis(expect(api, subject, true).nanos() - start);
        ProcessFacts facts = new ProcessFacts(process.pid());
        double initCpu = facts.cpuMillis();
        if (throttled) {
          throttle.hold(process.pid());
        }
        double first = answer(api, subject, event);
        double firstCpu = facts.cpuMillis() - initCpu;
        double second = answer(api, subject, event);
        return new Sample(init, initCpu, first, firstCpu, second, facts.peakMebibytes());
      } finally {
        throttle.release();
        process.destroyForcibly().waitFor();
      }
    }
  }

  private static double answer(RuntimeApi api, Subject subject, byte[] event)
      throws IOException, InterruptedException {
    long sent = api.send(event);
    double millis = millis(expect(api, subject, false).nanos() - sent);
    expect(api, subject, true);
    return millis;
  }

  private static RuntimeApi.Asked expect(RuntimeApi api, Subject subject, boolean next)
      throws IOException, InterruptedException {
    RuntimeApi.Asked asked = api.await(PATIENCE_SECONDS);
    if (asked == null || (next ? !asked.isNext() : !asked.isResponse())) {
      throw new IOException(
          "%s did not %s: %s".formatted(subject.name(), next ? "ask" : "answer", asked));
    }
    return asked;
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }
}
