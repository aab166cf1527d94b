package io.keystoreconnector.benchmarks;

import java.io.IOException;
import java.nio.file.Files;

/** One measured start: the process, its first two answers, and its end. */
record Trial(Launch launch, Throttle throttle) {
  private static final int PATIENCE_SECONDS = 60;

  /**
   * @param throttled whether the process keeps only its share of the CPU after its init
   * @throws IOException if the function answers with an error, incorrectly, or not at all
   */
  Sample run(Subject subject, boolean throttled) throws IOException, InterruptedException {
    byte[] event = Files.readAllBytes(subject.event());
    launch.task(subject);
    try (RuntimeApi api = new RuntimeApi()) {
      throttle.release();
      long start = System.nanoTime();
      Process process = launch.start(subject, api.address());
      try {
        double init = millis(expect(api, process, true).nanos() - start);
        ProcessFacts facts = new ProcessFacts(process.pid());
        double initCpu = facts.cpuMillis();
        if (throttled) {
          throttle.hold(process.pid());
        }
        double first = answer(api, process, event, subject.answer());
        double firstCpu = facts.cpuMillis() - initCpu;
        double second = answer(api, process, event, subject.answer());
        return new Sample(init, initCpu, first, firstCpu, second, facts.peakMebibytes());
      } catch (IOException e) {
        throw new IOException(subject.name() + " failed; it printed " + launch.log(subject), e);
      } finally {
        throttle.release();
        process.destroyForcibly().waitFor();
      }
    }
  }

  private static double answer(RuntimeApi api, Process process, byte[] event, String wanted)
      throws IOException, InterruptedException {
    long sent = api.send(event);
    RuntimeApi.Asked answered = expect(api, process, false);
    if (!answered.body().contains(wanted)) {
      throw new IOException("Its answer lacks %s: %s".formatted(wanted, answered.body()));
    }
    expect(api, process, true);
    return millis(answered.nanos() - sent);
  }

  private static RuntimeApi.Asked expect(RuntimeApi api, Process process, boolean next)
      throws IOException, InterruptedException {
    RuntimeApi.Asked asked = null;
    for (int waited = 0;
        asked == null && process.isAlive() && waited < PATIENCE_SECONDS;
        waited++) {
      asked = api.await(1);
    }
    if (asked == null || (next ? !asked.isNext() : !asked.isResponse())) {
      throw new IOException(
          "The function did not %s: %s".formatted(next ? "ask" : "answer", asked));
    }
    return asked;
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }
}
