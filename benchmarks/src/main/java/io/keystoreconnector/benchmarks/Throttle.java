package io.keystoreconnector.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Holds one process to a share of one CPU, from the moment it is told to. */
sealed interface Throttle extends AutoCloseable permits Cgroup, DutyCycle {

  /** As Lambda gives to 512 MB: 1769 MB are one CPU. */
  double SHARE = 512 / 1769.0;

  /** What must precede a command so that the process it starts can be throttled. */
  List<String> prefix();

  /** From now on the process gets only its share. */
  void hold(long pid) throws IOException;

  /** Gives the next process the whole CPU again. */
  void release() throws IOException;

  /** One sentence for the report. */
  String description();

  @Override
  void close() throws IOException;

  /**
   * The kernel's own bandwidth control if this user may use it, otherwise stop and continue.
   *
   * @param periodMicros one period of the share
   */
  static Throttle best(int periodMicros) throws IOException {
    for (Path root : List.of(Path.of("/sys/fs/cgroup"), Path.of("/sys/fs/cgroup/cpu"))) {
      var cgroup = Cgroup.below(root, periodMicros);
      if (cgroup.isPresent()) {
        return cgroup.get();
      }
    }
    return new DutyCycle(periodMicros);
  }

  static boolean writable(Path file) {
    return Files.exists(file) && Files.isWritable(file);
  }
}
