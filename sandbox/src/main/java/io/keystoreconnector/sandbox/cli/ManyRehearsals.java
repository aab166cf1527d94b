package io.keystoreconnector.sandbox.cli;

import io.keystoreconnector.sandbox.scenario.Difference;
import io.keystoreconnector.sandbox.scenario.Rehearsed;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Shows rehearsals in one line each, the differences of those that came out otherwise, a sum. */
final class ManyRehearsals {

  private final Page page;
  private final int nameWidth;
  private final long begin = System.nanoTime();
  private int played;
  private int asExpected;

  ManyRehearsals(Page page, List<String> names) {
    this.page = page;
    this.nameWidth = names.stream().mapToInt(String::length).max().orElse(1);
  }

  void print(Rehearsed rehearsed) {
    List<Difference> differences = rehearsed.differences();
    boolean good = differences.isEmpty();
    page.row(
        Tone.PLAIN,
        outcome(rehearsed),
        new Page.Part(good ? Tone.GOOD : Tone.BAD, good ? " ✓ " : " ✗ "),
        new Page.Part(
            Tone.PLAIN, String.format("%-" + nameWidth + "s  ", rehearsed.scenario().name())),
        new Page.Part(
            Tone.QUIET, Durations.clock(Math.round(rehearsed.virtualSeconds() * 1000)) + "  "));
    new Differences(page).print(differences);
    played++;
    asExpected += good ? 1 : 0;
  }

  private static String outcome(Rehearsed rehearsed) {
    String error = Objects.toString(rehearsed.execution().error(), "");
    return rehearsed.execution().status() + (error.isEmpty() ? "" : " " + error);
  }

  /** Whether all came out as their files say. */
  boolean printSum() {
    double seconds = (System.nanoTime() - begin) / 1e9;
    page.blank();
    page.row(
        Tone.STRONG,
        String.format(
            Locale.ROOT,
            "%d of %d as expected, in %.1f s: %.0f scenarios a second.",
            asExpected,
            played,
            seconds,
            played / seconds),
        new Page.Part(Tone.PLAIN, " "));
    return asExpected == played;
  }
}
