package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.runs.Reports;
import io.keystoreconnector.runs.phrases.JournalWords;
import io.keystoreconnector.statemachine.ExecutionResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a dry run has found.
 *
 * @param report its report
 * @param underWay the deployed workflow's run for this key store; empty if none is known
 * @param journals what earlier runs have remembered
 * @param meaning of the code with which the key store has failed; empty if there is none
 * @param chapter what the runbook says of it
 * @param more what else of the runbook that needs
 */
record Diagnosis(
    ExecutionResult execution,
    Map<String, Object> report,
    Optional<LastRun> underWay,
    KnownJournals journals,
    String meaning,
    Optional<Runbook.Chapter> chapter,
    List<Runbook.Chapter> more) {

  /**
   * Makes one of a dry run.
   *
   * @param page where the names of key store, cluster and workflow are still to be put in
   */
  static Diagnosis of(
      ExecutionResult execution,
      CodeMeanings meanings,
      Runbook page,
      KnownWorkflow workflow,
      KnownJournals journals) {
    Map<String, Object> report =
        Objects.requireNonNullElse(Reports.of(execution), Map.<String, Object>of());
    Runbook runbook =
        page.with(Runbook.Sample.KEY_STORE, text(report, "keyStore", "id"))
            .with(Runbook.Sample.CLUSTER, text(report, "cluster", "id"))
            .with(Runbook.Sample.MACHINE, workflow.deployed().map(Deployed::machineArn).orElse(""))
            .with(Runbook.Sample.RUN, workflow.lastRun().map(LastRun::arn).orElse(""));
    String code = text(report, "keyStore", "connectionErrorCode");
    Optional<Runbook.Chapter> chapter =
        runbook
            .chapter(text(report, "runbook"))
            .or(() -> code.isEmpty() ? Optional.empty() : runbook.ofCode(code));
    return new Diagnosis(
        execution,
        report,
        workflow.runUnderWay(),
        journals,
        code.isEmpty() ? "" : meanings.of(code),
        chapter,
        chapter.map(found -> more(runbook, found, report)).orElse(List.of()));
  }

  private static List<Runbook.Chapter> more(
      Runbook runbook, Runbook.Chapter chapter, Map<String, Object> report) {
    boolean external = text(report, "keyStore", "type").equals("EXTERNAL_KEY_STORE");
    return Stream.concat(
            runbook.recipes(chapter, external ? Runbook.CLOUDHSM : Runbook.EXTERNAL).stream(),
            runbook.setUp().stream())
        .toList();
  }

  private static String text(Map<String, Object> report, String object, String field) {
    return report.get(object) instanceof Map<?, ?> map ? Objects.toString(map.get(field), "") : "";
  }

  /** A field of the report as text; empty if it is not there. */
  String text(String field) {
    return text(report, field);
  }

  private static String text(Map<String, Object> report, String field) {
    return Objects.toString(report.get(field), "");
  }

  /** What tells that the key store is not at rest. */
  List<JournalWords.Row> pressing() {
    return journals.pressing(text(report, "keyStore", "id"));
  }

  boolean needsPerson() {
    return !text("reason").isEmpty();
  }

  /** A plan succeeds as a run, also the plan to call for a person. */
  int exitCode() {
    int code = RunEnd.exitCode(execution);
    return code == ExitCode.GOOD && needsPerson() ? ExitCode.BAD : code;
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("needsAPerson", needsPerson());
    json.put("meaning", meaning.isEmpty() ? null : meaning);
    json.put("runUnderWay", underWay.map(LastRun::arn).orElse(null));
    json.put("remembered", journals.json(text(report, "keyStore", "id")));
    json.put("notes", journals.note().isEmpty() ? List.of() : List.of(journals.note()));
    json.put("report", report);
    json.put("runbook", chapter.map(Runbook.Chapter::markdown).orElse(null));
    Map<String, String> sections = new LinkedHashMap<>();
    more.forEach(section -> sections.put(section.title(), section.markdown()));
    json.put("runbookSections", sections);
    return json;
  }
}
