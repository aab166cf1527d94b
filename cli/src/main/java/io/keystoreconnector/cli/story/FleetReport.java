package io.keystoreconnector.cli.story;

import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.core.StoreWord;
import io.keystoreconnector.runs.RunReport;
import io.keystoreconnector.runs.json.JsonTree;
import io.keystoreconnector.runs.phrases.ActionWords;
import io.keystoreconnector.runs.phrases.Durations;
import io.keystoreconnector.runs.phrases.ErrorWords;
import io.keystoreconnector.statemachine.ExecutionResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The report on several key stores in words.
 *
 * @param places how the commands for each key store are given, by its id
 * @param runs the reports of the runs, by their ARNs, as far as they are known
 */
record FleetReport(
    Page page,
    ExecutionResult execution,
    Function<String, CommandPlace> places,
    Map<String, RunReport> runs) {

  private static final int LABEL_WIDTH = 16;

  /** Prints it; what the report does not contain has no row. */
  void print() {
    RunReport report = RunReport.of(execution);
    boolean succeeded = execution.status() == ExecutionResult.Status.SUCCEEDED;
    page.row(Style.STRONG, headline(report), part(succeeded ? Style.GOOD : Style.BAD, "outcome"));
    row(
        "",
        report.outcome().isEmpty()
            ? ErrorWords.of(execution.error(), execution.cause())
            : report.message());
    JsonTree tree = report.tree();
    together(Style.GOOD, "connected", tree.get("connected").elements());
    together(Style.PLAIN, "left", tree.get("left").elements());
    tree.get("planned").elements().forEach(this::planned);
    tree.get("needsAPerson").elements().forEach(this::needsAPerson);
    tree.get("notTried").elements().forEach(this::notTried);
    int more = tree.number("notTriedInAll") - tree.get("notTried").elements().size();
    if (more > 0) {
      row("not tried", "and %d more".formatted(more));
    }
    // Each key store has its own guidance.
    if (tree.get("needsAPerson").elements().isEmpty()) {
      row("to do now", report.guidance());
    }
    row("see", report.runbook());
  }

  private String headline(RunReport report) {
    Duration elapsed =
        Duration.between(
            execution.history().getFirst().timestamp(), execution.history().getLast().timestamp());
    return FinalReport.outcome(execution, report)
        + ", after "
        + Durations.words(elapsed.toMillis());
  }

  private void together(Style style, String label, List<JsonTree> stores) {
    if (!stores.isEmpty()) {
      page.row(
          Style.PLAIN,
          stores.stream().map(store -> store.text("name")).collect(Collectors.joining(", ")),
          part(style, label));
    }
    Map<String, String> warned = new LinkedHashMap<>();
    for (JsonTree store : stores) {
      runOf(store)
          .warnings()
          .forEach(
              warning ->
                  warned.merge(warning, store.text("name"), (names, more) -> names + ", " + more));
    }
    warned.forEach((warning, names) -> row("warning", names + ": " + warning));
  }

  /** The report of the run for a key store; empty if it is not known. */
  private RunReport runOf(JsonTree store) {
    return Objects.requireNonNullElse(runs.get(store.text("run")), RunReport.NONE);
  }

  private void planned(JsonTree store) {
    row(
        "next",
        "%s: %s. %s"
            .formatted(
                store.text("name"),
                ActionWords.decision(store.text("next")),
                store.text("message")));
  }

  private void needsAPerson(JsonTree store) {
    page.row(
        Style.PLAIN,
        "%s: %s. %s".formatted(store.text("name"), store.text("reason"), store.text("message")),
        part(Style.BAD, "needs a person"));
    next(store).print(page, LABEL_WIDTH);
  }

  /** What the run's own report says to run first, otherwise where there is more to read. */
  private ReportCommand next(JsonTree store) {
    return ReportCommand.of(runOf(store)).stream()
        .findFirst()
        .map(command -> command.in(place(store)))
        .orElseGet(() -> more(store));
  }

  private ReportCommand more(JsonTree store) {
    return store.text("run").isEmpty() || place(store).onThisMachine()
        ? diagnose(store)
        : new ReportCommand("what its run did", "./connector follow " + store.text("run"))
            .in(place(store));
  }

  private ReportCommand diagnose(JsonTree store) {
    String name = store.text("name");
    // A name that is cut is no name.
    String word = StoreWord.of(store.text("keyStoreId"), name.endsWith("…") ? "" : name);
    return new ReportCommand("what is wrong now", "./connector diagnose " + word).in(place(store));
  }

  private void notTried(JsonTree store) {
    row(
        "not tried",
        "%s: %s. %s".formatted(store.text("name"), store.text("reason"), store.text("message")));
  }

  private void row(String label, String text) {
    if (!text.isEmpty()) {
      page.row(Style.PLAIN, text, part(Style.QUIET, label));
    }
  }

  private CommandPlace place(JsonTree store) {
    return places.apply(store.text("keyStoreId"));
  }

  private static Page.Part part(Style style, String label) {
    return new Page.Part(style, " " + label, 1 + LABEL_WIDTH);
  }
}
