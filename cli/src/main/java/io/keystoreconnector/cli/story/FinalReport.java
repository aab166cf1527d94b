package io.keystoreconnector.cli.story;

import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Tone;
import io.keystoreconnector.runs.Look;
import io.keystoreconnector.runs.phrases.Durations;
import io.keystoreconnector.runs.phrases.JournalWords;
import io.keystoreconnector.statemachine.ExecutionResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report of a run in words. */
public final class FinalReport {

  private static final int LABEL_WIDTH = 14;

  private final Page page;
  private final ExecutionResult execution;
  private final Map<?, ?> report;
  private final Instant start;

  public FinalReport(Page page, ExecutionResult execution, @Nullable Map<?, ?> report) {
    this.page = page;
    this.execution = execution;
    this.report = report == null ? Map.of() : report;
    this.start = execution.history().getFirst().timestamp();
  }

  public void print() {
    boolean succeeded = execution.status() == ExecutionResult.Status.SUCCEEDED;
    page.row(Tone.STRONG, headline(), part(succeeded ? Tone.GOOD : Tone.BAD, "outcome"));
    row("", Plan.of(text("message")).told());
    row("to do now", text("guidance"));
    row("see", text("runbook"));
    row("key store", keyStore());
    row("attempts", attempts());
    row("failures met", failures());
    row("done", actions());
    JournalWords.ofReport(report).forEach(remembered -> row("remembered", remembered.sentence()));
    items("warnings").forEach(warning -> row("warning", String.valueOf(warning)));
  }

  private String headline() {
    String outcome =
        text("outcome").isEmpty() ? execution.status().name() : text("outcome").replace('_', ' ');
    String reason = text("reason").isEmpty() ? "" : ", " + text("reason");
    return outcome + reason + ", after " + Durations.words(elapsed());
  }

  private long elapsed() {
    return Duration.between(start, execution.history().getLast().timestamp()).toMillis();
  }

  private String keyStore() {
    if (!(report.get("keyStore") instanceof Map<?, ?> store)) {
      return "";
    }
    return "%s (%s), %s".formatted(store.get("name"), store.get("id"), Look.seen(report));
  }

  private String attempts() {
    return Objects.equals(report.get("attempts"), 0) || text("attempts").isEmpty()
        ? ""
        : "%s of %s".formatted(report.get("attempts"), report.get("maxAttempts"));
  }

  private String failures() {
    return items("failures").stream()
        .map(Map.class::cast)
        .map(failure -> clock(failure) + " " + failure.get("code"))
        .collect(Collectors.joining(", "));
  }

  private String actions() {
    return items("actions").stream()
        .map(Map.class::cast)
        .map(action -> clock(action) + " " + action.get("action") + cameToNothing(action))
        .collect(Collectors.joining(", "));
  }

  private static String cameToNothing(Map<?, ?> action) {
    Object outcome = action.get("answer") instanceof Map<?, ?> answer ? answer.get("outcome") : "";
    return switch (String.valueOf(outcome)) {
      case "THROTTLED" -> " (throttled)";
      case "REFUSED" -> " (refused)";
      case "SKIPPED" -> " (not needed any more)";
      case "UNKNOWN" -> " (without an answer)";
      default -> "";
    };
  }

  private String clock(Map<?, ?> item) {
    Instant at = Instant.parse(String.valueOf(item.get("at")));
    return Durations.clock(Duration.between(start, at).toMillis());
  }

  private List<?> items(String name) {
    return report.get(name) instanceof List<?> list ? list : List.of();
  }

  private String text(String name) {
    return Objects.toString(report.get(name), "");
  }

  private void row(String label, String text) {
    if (!text.isEmpty()) {
      page.row(Tone.PLAIN, text, part(Tone.QUIET, label));
    }
  }

  public static Page.Part part(Tone tone, String label) {
    return new Page.Part(tone, String.format(" %-" + LABEL_WIDTH + "s", label));
  }
}
