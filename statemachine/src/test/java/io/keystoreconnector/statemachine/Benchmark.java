package io.keystoreconnector.statemachine;

import io.keystoreconnector.statemachine.time.VirtualTime;
import java.io.IOException;
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

  private Benchmark() {}

  public static void main(String[] args) throws IOException {
    StateMachine machine =
        StateMachine.load(
            Files.readString(Path.of("src/test/resources/valid/polling-loop.asl.json")),
            Map.of("LookFunction", "look"));
    long end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(args[0])).toNanos();
    long transitions = 0;
    int executions = 0;
    long begin = System.nanoTime();
    while (System.nanoTime() < end) {
      ExecutionResult result = run(machine);
      transitions += result.transitions();
      executions++;
      if (executions % 200 == 0) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
            "%.0f executions/s of %d transitions%n", 200 / seconds, transitions / executions);
        begin = System.nanoTime();
      }
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
