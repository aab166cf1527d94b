package io.keystoreconnector.statemachine;

import com.sun.management.OperatingSystemMXBean;
import io.keystoreconnector.statemachine.time.VirtualTime;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** How many executions of about 150 transitions run in a second: {@code Benchmark SECONDS}. */
final class Benchmark {
  private static final int LOOKS = 50;
  private static final int BATCH = 200;

  private Benchmark() {}

  public static void main(String[] args) throws IOException {
    StateMachine machine =
        StateMachine.load(
            Files.readString(Path.of("src/test/resources/valid/polling-loop.asl.json")),
            Map.of("LookFunction", "look", "Partition", "aws"));
    OperatingSystemMXBean cpu =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(args[0])).toNanos();
    while (System.nanoTime() < end) {
      long begin = System.nanoTime();
      long beginCpu = cpu.getProcessCpuTime();
      long transitions = 0;
      for (int i = 0; i < BATCH; i++) {
        transitions += run(machine).transitions();
      }
      System.out.printf(
          "%.0f executions/s, %.0f in a second of CPU time, %d transitions each%n",
          BATCH * 1e9 / (System.nanoTime() - begin),
          BATCH * 1e9 / (cpu.getProcessCpuTime() - beginCpu),
          transitions / BATCH);
    }
  }

  private static ExecutionResult run(StateMachine machine) {
    VirtualTime time = new VirtualTime(Instant.parse("2026-11-23T03:00:00Z"));
    AtomicInteger looks = new AtomicInteger();
    LambdaTasks tasks = new LambdaTasks(Map.of("look", payload -> answer(looks.incrementAndGet())));
    return new Runner(time, tasks, new Random(1)).run(machine, "run", Map.of("id", "cks-1"));
  }

  private static String answer(int looks) {
    String action = looks < LOOKS ? "{\"name\":\"Wait\",\"seconds\":10}" : "{\"name\":\"Done\"}";
    return """
    {"action": %s, "progress": {"looks": %d, "startedAt": "2026-11-23T03:00:00.000Z"}}
    """
        .formatted(action, looks);
  }
}
