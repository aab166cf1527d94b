package io.keystoreconnector.sandbox.cli;

import io.keystoreconnector.sandbox.scenario.Reports;
import io.keystoreconnector.statemachine.ExecutionResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a dry run has found.
 *
 * @param report its report
 * @param meaning of the code with which the key store has failed; empty if there is none
 * @param chapter what the runbook says of it
 */
record Diagnosis(
    ExecutionResult execution,
    Map<String, Object> report,
    String meaning,
    Optional<Runbook.Chapter> chapter) {

  static Diagnosis of(ExecutionResult execution, CodeMeanings meanings, Runbook runbook) {
    Map<String, Object> report =
        Objects.requireNonNullElse(Reports.of(execution), Map.<String, Object>of());
    String code = code(report);
    return new Diagnosis(
        execution,
        report,
        code.isEmpty() ? "" : meanings.of(code),
        runbook
            .chapter(text(report, "runbook"))
            .or(() -> code.isEmpty() ? Optional.empty() : runbook.ofCode(code)));
  }

  private static String code(Map<String, Object> report) {
    return report.get("keyStore") instanceof Map<?, ?> store
        ? Objects.toString(store.get("connectionErrorCode"), "")
        : "";
  }

  /** A field of the report as text; empty if it is not there. */
  String text(String field) {
    return text(report, field);
  }

  private static String text(Map<String, Object> report, String field) {
    return Objects.toString(report.get(field), "");
  }

  boolean needsPerson() {
    return !text("reason").isEmpty();
  }

  /** A plan succeeds as a run, also the plan to call for a person. */
  int exitCode() {
    int code = RunEnd.exitCode(execution);
    return code == Connector.GOOD && needsPerson() ? Connector.BAD : code;
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("needsAPerson", needsPerson());
    json.put("meaning", meaning.isEmpty() ? null : meaning);
    json.put("report", report);
    json.put("runbook", chapter.map(Runbook.Chapter::markdown).orElse(null));
    return json;
  }
}
