package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.runs.RunReport;
import io.keystoreconnector.runs.phrases.JournalWords;
import io.keystoreconnector.statemachine.ExecutionResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a dry run has found.
 *
 * @param report its report
 * @param underWay the deployed workflow's run in progress for this key store; empty if none is
 *     known
 * @param journals what earlier runs remember
 * @param meaning of the code with which the key store has failed; empty if there is none
 * @param chapter what the runbook says of it
 * @param more the other sections of the runbook that it needs
 */
record Diagnosis(
    ExecutionResult execution,
    RunReport report,
    Optional<LastRun> underWay,
    KnownJournals journals,
    String meaning,
    Optional<Runbook.Chapter> chapter,
    List<Runbook.Chapter> more) {

  /**
   * Makes one of a dry run.
   *
   * @param page the runbook without the names of key store, workflow and Region
   */
  static Diagnosis of(
      ExecutionResult execution,
      Runbook page,
      KnownWorkflow workflow,
      KnownJournals journals,
      String region) {
    RunReport report = RunReport.of(execution);
    Runbook runbook =
        page.with(Runbook.Sample.KEY_STORE, keyStore(report, RunReport.KeyStore::id))
            .with(
                Runbook.Sample.MACHINE,
                workflow.deployed().map(DeployedConnector::machineArn).orElse(""))
            .with(Runbook.Sample.RUN, workflow.lastRun().map(LastRun::arn).orElse(""))
            .with(Runbook.Sample.REGION, region);
    String code = keyStore(report, RunReport.KeyStore::connectionErrorCode);
    Optional<Runbook.Chapter> chapter =
        runbook
            .chapter(report.runbook())
            .or(() -> code.isEmpty() ? Optional.empty() : runbook.ofCode(code));
    return new Diagnosis(
        execution,
        report,
        workflow.runUnderWay(),
        journals,
        code.isEmpty() ? "" : CodeMeanings.of(code),
        chapter,
        chapter.map(found -> more(runbook, found, report)).orElse(List.of()));
  }

  private static List<Runbook.Chapter> more(
      Runbook runbook, Runbook.Chapter chapter, RunReport report) {
    boolean external = keyStore(report, RunReport.KeyStore::type).equals(Runbook.EXTERNAL);
    return Stream.concat(
            runbook.recipes(chapter, external ? Runbook.EXTERNAL : Runbook.CLOUDHSM).stream(),
            runbook.setUp().stream())
        .toList();
  }

  private static String keyStore(RunReport report, Function<RunReport.KeyStore, String> field) {
    return report.keyStore().map(field).orElse("");
  }

  /** What shows that the key store is not at rest. */
  List<JournalWords.Row> pressing() {
    return journals.pressing(keyStore(report, RunReport.KeyStore::id));
  }

  boolean needsPerson() {
    return !report.reason().isEmpty();
  }

  /** Planning is a successful run, even if the plan is to call for a person. */
  int exitCode() {
    int code = RunEnd.exitCode(execution);
    return code == ExitCode.GOOD && needsPerson() ? ExitCode.BAD : code;
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("needsAPerson", needsPerson());
    json.put("meaning", meaning.isEmpty() ? null : meaning);
    json.put("runUnderWay", underWay.map(LastRun::arn).orElse(null));
    json.put("remembered", journals.json(keyStore(report, RunReport.KeyStore::id)));
    json.put("notes", journals.note().isEmpty() ? List.of() : List.of(journals.note()));
    json.put("report", report.tree().fields());
    json.put("runbook", chapter.map(Runbook.Chapter::markdown).orElse(null));
    Map<String, String> sections = new LinkedHashMap<>();
    more.forEach(section -> sections.put(section.title(), section.markdown()));
    json.put("runbookSections", sections);
    return json;
  }
}
