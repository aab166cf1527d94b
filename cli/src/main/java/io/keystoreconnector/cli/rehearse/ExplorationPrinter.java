package io.keystoreconnector.cli.rehearse;

import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.rehearsal.explore.Exploration;
import io.keystoreconnector.rehearsal.explore.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints the result of an exploration.
 *
 * @param files the file of each finding's interleaving
 */
record ExplorationPrinter(Exploration exploration, List<String> files) {

  void print(Page page, String title) {
    page.row(Style.STRONG, title);
    page.row(
        Style.PLAIN,
        String.format(
            Locale.ROOT,
            "%d distinct states, %d steps between them, %d interleavings played, %.1f s of"
                + " processor time.",
            exploration.states(),
            exploration.steps(),
            exploration.plays(),
            exploration.cpuSeconds()));
    page.row(
        Style.PLAIN,
        exploration.complete() ? "Nothing new can happen." : "There is more; see --most.");
    exploration
        .outcomes()
        .forEach(
            (outcome, plays) ->
                page.row(
                    Style.PLAIN, outcome, new Page.Part(Style.PLAIN, "%8d  ".formatted(plays))));
    for (int i = 0; i < exploration.findings().size(); i++) {
      print(page, exploration.findings().get(i), files.get(i));
    }
    exploration
        .kept()
        .forEach(
            rule -> page.row(Style.BAD, rule + " holds, but the world's file says otherwise."));
    page.row(exploration.asExpected() ? Style.GOOD : Style.BAD, verdict());
    page.blank();
  }

  private String verdict() {
    if (!exploration.asExpected()) {
      return "Not as the world's file says.";
    }
    return exploration.findings().isEmpty()
        ? "As the world's file says: no rule can be broken."
        : "As the world's file says; for the reason see “The race that remains” in"
            + " docs/invariants.md.";
  }

  private static void print(Page page, Finding finding, String file) {
    page.row(
        finding.expected() ? Style.STRONG : Style.BAD,
        "%s can be broken%s, in %d steps: %s"
            .formatted(
                finding.rule(),
                finding.expected() ? ", as expected" : "",
                finding.steps().size(),
                finding.sentence()));
    for (int i = 0; i < finding.steps().size(); i++) {
      page.row(
          Style.PLAIN,
          finding.steps().get(i),
          new Page.Part(Style.QUIET, "%8d  ".formatted(i + 1)));
    }
    page.row(Style.QUIET, "./connector rehearse " + file);
  }

  Map<String, Object> toJson(String name) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("world", name);
    json.put("states", exploration.states());
    json.put("steps", exploration.steps());
    json.put("interleavings", exploration.plays());
    json.put("complete", exploration.complete());
    json.put("cpuSeconds", exploration.cpuSeconds());
    json.put("outcomes", exploration.outcomes());
    List<Map<String, Object>> breaches = new ArrayList<>();
    for (int i = 0; i < exploration.findings().size(); i++) {
      breaches.add(toJson(exploration.findings().get(i), files.get(i)));
    }
    json.put("breaches", breaches);
    json.put("kept", exploration.kept());
    json.put("asExpected", exploration.asExpected());
    return json;
  }

  private static Map<String, Object> toJson(Finding finding, String file) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", finding.rule());
    json.put("expected", finding.expected());
    json.put("sentence", finding.sentence());
    json.put("interleaving", finding.steps());
    json.put("file", file);
    return json;
  }
}
