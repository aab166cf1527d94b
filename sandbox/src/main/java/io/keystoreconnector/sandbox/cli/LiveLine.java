package io.keystoreconnector.sandbox.cli;

import io.keystoreconnector.sandbox.words.Durations;

/**
 * The line at the bottom of a terminal while a run is under way: how much of its time is over, what
 * was seen last, which attempt it is, and what it waits for.
 *
 * @param seen the state of the key store; empty if nothing was seen yet
 * @param step the step of the workflow
 * @param attempt such as “attempt 1 of 3”; empty before the first
 * @param waitsFor why it waits; empty if it does not
 */
record LiveLine(
    long elapsedMillis,
    long windowMillis,
    String seen,
    String step,
    String attempt,
    String waitsFor) {

  private static final int BAR = 16;

  /** As much of it as fits. */
  String fitted(int width) {
    String line =
        " %s %s %s  %s"
            .formatted(
                Durations.clock(elapsedMillis), bar(), Durations.clock(windowMillis), words());
    return line.length() > width ? line.substring(0, width - 1) + "…" : line;
  }

  private String words() {
    String state = seen.isEmpty() ? step : seen;
    String counted = attempt.isEmpty() ? "" : ", " + attempt;
    return state + counted + (waitsFor.isEmpty() ? ": " + step : ": " + waitsFor);
  }

  private String bar() {
    int full = (int) Math.clamp(elapsedMillis * BAR / Math.max(1, windowMillis), 0L, (long) BAR);
    return "█".repeat(full) + "░".repeat(BAR - full);
  }
}
