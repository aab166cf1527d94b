package io.keystoreconnector.cli.story;

import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.runs.Look;
import io.keystoreconnector.runs.RunHistory;
import io.keystoreconnector.runs.RunReport;
import io.keystoreconnector.runs.phrases.ActionWords;
import io.keystoreconnector.runs.phrases.Durations;
import io.keystoreconnector.runs.phrases.ErrorWords;
import io.keystoreconnector.statemachine.ExecutionResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** The report of a run in words. */
public final class FinalReport {

  static final int LABEL_WIDTH = 14;

  private final Page page;
  private final ExecutionResult execution;
  private final RunReport report;
  private final Instant start;
  private final CommandPlace place;

  /** The report of an execution that has ended; it may have written none. */
  public FinalReport(Page page, ExecutionResult execution) {
    this(page, execution, CommandPlace.DEPLOYED);
  }

  /**
   * The same.
   *
   * @param place where its commands are printed
   */
  public FinalReport(Page page, ExecutionResult execution, CommandPlace place) {
    this.place = place;
    this.page = page;
    this.execution = execution;
    this.report = RunReport.of(execution);
    this.start = execution.history().getFirst().timestamp();
  }

  /** Prints it; what the report does not contain has no row. */
  public void print() {
    boolean succeeded = execution.status() == ExecutionResult.Status.SUCCEEDED;
    page.row(Style.STRONG, headline(), part(succeeded ? Style.GOOD : Style.BAD, "outcome"));
    row("", message());
    row("to do now", report.guidance());
    ReportCommand.of(report).forEach(next -> next.in(place).print(page));
    row("see", report.runbook());
    row("key store", report.keyStoreWords());
    row("proved by", report.proved());
    row("attempts", attempts());
    row("failures met", failures());
    row("done", actions());
    report.remembered().forEach(remembered -> row("remembered", remembered.sentence()));
    report.warnings().forEach(warning -> row("warning", warning));
    row("afterward", report.aftermath());
  }

  /** The outcome that the report says, in words; the status if there is no report. */
  public static String outcome(ExecutionResult execution, RunReport report) {
    return report.outcome().isEmpty()
        ? execution.status().name()
        : report.outcome().replace('_', ' ');
  }

  private String headline() {
    String reason = report.reason().isEmpty() ? "" : ", " + report.reason();
    return outcome(execution, report) + reason + ", after " + Durations.words(elapsed());
  }

  private long elapsed() {
    return Duration.between(start, execution.history().getLast().timestamp()).toMillis();
  }

  private String message() {
    return plan(execution, report)
        .map(plan -> "Dry run, nothing was changed. The next action would be: " + plan)
        .orElseGet(
            () ->
                report.outcome().isEmpty()
                    ? ErrorWords.of(execution.error(), execution.cause())
                    : report.message());
  }

  /** What a run would do after a dry run and why; empty if its report does not say. */
  public static Optional<String> plan(ExecutionResult dryRun, RunReport report) {
    return report.next().isEmpty()
        ? Optional.empty()
        : RunHistory.of(dryRun.history())
            .lastLook()
            .map(Look::why)
            .map(why -> ActionWords.decision(report.next()) + ". " + why);
  }

  private String attempts() {
    return report.attempts() == 0
        ? ""
        : "%d of %d".formatted(report.attempts(), report.maxAttempts());
  }

  private String failures() {
    return report.failures().stream()
        .map(failure -> clock(failure.at()) + failure.code())
        .collect(Collectors.joining(", "));
  }

  private String actions() {
    return report.actions().stream()
        .map(action -> clock(action.at()) + action.action() + cameToNothing(action.outcome()))
        .collect(Collectors.joining(", "));
  }

  private static String cameToNothing(String outcome) {
    return switch (outcome) {
      case "THROTTLED" -> " (throttled)";
      case "REFUSED" -> " (refused)";
      case "SKIPPED" -> " (no longer needed)";
      case "UNKNOWN" -> " (no answer)";
      default -> "";
    };
  }

  private String clock(Optional<Instant> at) {
    return at.map(moment -> Durations.clock(Duration.between(start, moment).toMillis()) + " ")
        .orElse("");
  }

  private void row(String label, String text) {
    if (!text.isEmpty()) {
      page.row(Style.PLAIN, text, part(Style.QUIET, label));
    }
  }

  /** A label as wide as those of all rows. */
  public static Page.Part part(Style style, String label) {
    return new Page.Part(style, " " + label, 1 + LABEL_WIDTH);
  }
}
