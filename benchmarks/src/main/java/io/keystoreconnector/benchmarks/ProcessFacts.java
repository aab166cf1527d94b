package io.keystoreconnector.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the kernel knows about a live process. */
record ProcessFacts(Path folder) {

  ProcessFacts(long pid) {
    this(Path.of("/proc", String.valueOf(pid)));
  }

  /** Milliseconds on a CPU, over all threads that still live. */
  double cpuMillis() throws IOException {
    double nanos = 0;
    for (Path thread : threads()) {
      nanos += nanos(thread.resolve("schedstat"));
    }
    return nanos / 1e6;
  }

  /** The highest resident memory so far. */
  double peakMebibytes() throws IOException {
    return Files.readAllLines(folder.resolve("status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  private List<Path> threads() throws IOException {
    try (Stream<Path> threads = Files.list(folder.resolve("task"))) {
      return threads.toList();
    }
  }

  private static double nanos(Path schedstat) throws IOException {
    try {
      String text = Files.readString(schedstat);
      return Double.parseDouble(text.substring(0, text.indexOf(' ')));
    } catch (NoSuchFileException ended) {
      return 0;
    }
  }
}
