package io.keystoreconnector.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
        double cpu = ProcessFacts.of(process.pid()).cpuMillis();
        if (throttled) {
          throttle.hold(process.pid());
        }
        double first = answer(api, subject, event);
        double second = answer(api, subject, event);
        return new Sample(init, cpu, first, second, ProcessFacts.of(process.pid()).peakMebibytes());
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

  /** What the kernel knows of a process. */
  private record ProcessFacts(double cpuMillis, double peakMebibytes) {
    private static final double TICKS_PER_SECOND = 100;

    static ProcessFacts of(long pid) throws IOException {
      Path folder = Path.of("/proc", String.valueOf(pid));
      String stat = Files.readString(folder.resolve("stat"));
      List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
      double ticks = Double.parseDouble(fields.get(11)) + Double.parseDouble(fields.get(12));
      String peak =
          Files.readAllLines(folder.resolve("status")).stream()
              .filter(line -> line.startsWith("VmHWM:"))
              .map(line -> line.replaceAll("\\D", ""))
              .findFirst()
              .orElse("0");
      return new ProcessFacts(ticks * 1000 / TICKS_PER_SECOND, Double.parseDouble(peak) / 1024);
    }
  }
}
