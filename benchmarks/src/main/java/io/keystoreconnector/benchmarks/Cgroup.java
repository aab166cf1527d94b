package io.keystoreconnector.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Bandwidth control by a control group of its own, version 2 ({@code cpu.max}) or version 1. */
record Cgroup(Path folder, int periodMicros) implements Throttle {

  static Optional<Throttle> below(Path root, int periodMicros) {
    Path folder = root.resolve("keystore-connector-" + ProcessHandle.current().pid());
    try {
      Files.createDirectory(folder);
    } catch (IOException e) {
      return Optional.empty();
    }
    Cgroup cgroup = new Cgroup(folder, periodMicros);
    if (Throttle.writable(cgroup.version2()) || Throttle.writable(cgroup.version1())) {
      return Optional.of(cgroup);
    }
    cgroup.close();
    return Optional.empty();
  }

  @Override
  public List<String> prefix() {
    return List.of(
        "/bin/sh", "-c", "echo $$ > " + folder.resolve("cgroup.procs") + " && exec \"$@\"", "sh");
  }

  @Override
  public void hold(long pid) throws IOException {
    limit((int) Math.round(SHARE * periodMicros));
  }

  @Override
  public void release() throws IOException {
    limit(-1);
  }

  private void limit(int micros) throws IOException {
    if (Files.exists(version2())) {
      Files.writeString(version2(), (micros < 0 ? "max" : micros) + " " + periodMicros);
    } else {
      Files.writeString(folder.resolve("cpu.cfs_period_us"), String.valueOf(periodMicros));
      Files.writeString(version1(), String.valueOf(micros));
    }
  }

  @Override
  public String description() {
    return "control group version %s, %.3f CPU in periods of %d ms"
        .formatted(Files.exists(version2()) ? 2 : 1, SHARE, periodMicros / 1000);
  }

  @Override
  public void close() {
    // A control group that still holds a process stays; the next boot clears it.
    folder.toFile().delete();
  }

  private Path version2() {
    return folder.resolve("cpu.max");
  }

  private Path version1() {
    return folder.resolve("cpu.cfs_quota_us");
  }
}
