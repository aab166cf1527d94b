package io.keystoreconnector.cli.story;

import io.keystoreconnector.runs.phrases.Durations;

/**
 * The line at the bottom of a terminal while a run is in progress: how much of its time is over,
 * what was seen last, which attempt it is, and what it waits for.
 *
 * @param seen the state of the key store; empty if nothing was seen yet
 * @param step the step of the workflow
 * @param attempt such as “attempt 1 of 3”; empty before the first
 * @param waitsFor why it waits, or what was just sent to AWS; empty if neither is known
 */
public record LiveLine(
    long elapsedMillis,
    long windowMillis,
    String seen,
    String step,
    String attempt,
    String waitsFor) {

  private static final int BAR = 16;

  /** As much of it as fits: at least the first clause of what it waits for. */
  public String fitted(int width) {
    String whole = line(waitsFor);
    String line = whole.length() > width ? line(firstClause(waitsFor)) : whole;
    return line.length() > width ? line.substring(0, width - 1) + "…" : line;
  }

  /** What was seen and what it waits for, in its first clause. */
  public String inShort() {
    return words(firstClause(waitsFor));
  }

  /** Any text up to its first semicolon or colon. */
  private static String firstClause(String text) {
    int end = Math.min(indexOrEnd(text, ';'), indexOrEnd(text, ':'));
    return end < text.length() ? text.substring(0, end) + "." : text;
  }

  private static int indexOrEnd(String text, char mark) {
    int index = text.indexOf(mark);
    return index < 0 ? text.length() : index;
  }

  private String line(String why) {
    return " %s %s %s  %s"
        .formatted(
            Durations.clock(elapsedMillis), bar(), Durations.clock(windowMillis), words(why));
  }

  private String words(String why) {
    String counted = attempt.isEmpty() ? "" : ", " + attempt;
    return seen.isEmpty() ? step : seen + counted + ": " + (why.isEmpty() ? step : why);
  }

  private String bar() {
    int full = (int) Math.clamp(elapsedMillis * BAR / Math.max(1, windowMillis), 0L, (long) BAR);
    return "█".repeat(full) + "░".repeat(BAR - full);
  }
}
