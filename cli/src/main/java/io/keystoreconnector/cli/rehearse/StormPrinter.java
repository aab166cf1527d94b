package io.keystoreconnector.cli.rehearse;

import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.rehearsal.storm.Storm;
import io.keystoreconnector.rehearsal.storm.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Prints the result of a storm.
 *
 * @param files the file of each violation's case
 */
record StormPrinter(long firstSeed, Storm.Outcome outcome, List<String> files) {

  void print(Page page) {
    page.row(
        Style.STRONG,
        String.format(
            Locale.ROOT,
            "%d runs of %d cases, %d of them sequences, and %d fleets, in %.1f s: %.0f runs a"
                + " second, %.1f ms of processor time each.",
            outcome.runs(),
            outcome.cases(),
            outcome.sequences(),
            outcome.fleets(),
            outcome.seconds(),
            outcome.runs() / outcome.seconds(),
            outcome.cpuSeconds() * 1000 / outcome.runs()));
    page.row(
        Style.QUIET,
        "Seeds %d to %d. A case is played whole, with all its runs."
            .formatted(firstSeed, firstSeed + outcome.cases() - 1));
    if (outcome.sequences() > 0) {
      page.row(
          Style.PLAIN,
          "Wrong logins by the runs of a sequence, without CONNECTED or a person's word between: %s"
                  .formatted(
                      outcome.wrongLogIns().entrySet().stream()
                          .map(e -> "%d in %d".formatted(e.getKey(), e.getValue()))
                          .collect(Collectors.joining(", ")))
              + "; the most with seed %d.".formatted(outcome.worstSeed()));
    }
    page.blank();
    outcome
        .byOutcome()
        .forEach((name, count) -> page.row(Style.PLAIN, "%8d  %s".formatted(count, name)));
    page.blank();
    for (int i = 0; i < files.size(); i++) {
      Violation violation = outcome.violations().get(i);
      page.row(Style.BAD, "%s, seed %d".formatted(violation.rule(), violation.seed()));
      page.row(Style.PLAIN, violation.sentence());
      page.row(Style.QUIET, "./connector rehearse " + files.get(i));
      page.blank();
    }
    boolean good = files.isEmpty();
    page.row(good ? Style.GOOD : Style.BAD, good ? "No violation." : files.size() + " violations.");
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("firstSeed", firstSeed);
    json.put("cases", outcome.cases());
    json.put("sequences", outcome.sequences());
    json.put("fleets", outcome.fleets());
    json.put("runs", outcome.runs());
    json.put("wrongLogIns", outcome.wrongLogIns());
    json.put("worstSeed", outcome.worstSeed());
    json.put("seconds", outcome.seconds());
    json.put("runsPerSecond", outcome.runs() / outcome.seconds());
    json.put("cpuSeconds", outcome.cpuSeconds());
    json.put("outcomes", outcome.byOutcome());
    List<Map<String, Object>> violations = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      violations.add(toJson(outcome.violations().get(i), files.get(i)));
    }
    json.put("violations", violations);
    return json;
  }

  private static Map<String, Object> toJson(Violation violation, String file) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seed", violation.seed());
    json.put("rule", violation.rule());
    json.put("sentence", violation.sentence());
    json.put("file", file);
    return json;
  }
}
