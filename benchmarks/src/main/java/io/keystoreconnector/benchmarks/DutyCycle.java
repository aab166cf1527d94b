package io.keystoreconnector.benchmarks;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Stops and continues the whole process in turn. Two of its threads may run at once while it runs,
 * so it is a little less strict than a control group.
 */
final class DutyCycle implements Throttle {
  private static final int CONTINUE = 18;
  private static final int STOP = 19;

  @SuppressWarnings("restricted")
  private final MethodHandle kill =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private final int periodMicros;

  private @Nullable Thread cycle;

  DutyCycle(int periodMicros) {
    this.periodMicros = periodMicros;
  }

  @Override
  public List<String> prefix() {
    return List.of();
  }

  @Override
  public void hold(long pid) {
    cycle = Thread.ofPlatform().daemon().start(() -> cycle(pid));
  }

  @Override
  public void release() {
    if (cycle != null) {
      cycle.interrupt();
      cycle = null;
    }
  }

  @Override
  public String description() {
    return "stop and continue, %.3f of the time in periods of %d ms"
        .formatted(SHARE, periodMicros / 1000);
  }

  @Override
  public void close() {
    release();
  }

  private void cycle(long pid) {
    long running = Math.round(SHARE * periodMicros * 1000);
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(running);
      signal(pid, STOP);
      LockSupport.parkNanos(periodMicros * 1000L - running);
      signal(pid, CONTINUE);
    }
  }

  private void signal(long pid, int signal) {
    try {
      int _ = (int) kill.invokeExact((int) pid, signal);
    } catch (Throwable e) {
      throw new IllegalStateException("kill(2) cannot be called", e);
    }
  }
}
