package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.KeyStoreFacts;
import io.keystoreconnector.cli.story.ReportCommand;
import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.core.Reason;
import io.keystoreconnector.runs.RunReport;
import io.keystoreconnector.runs.phrases.JournalWords;
import io.keystoreconnector.statemachine.ExecutionResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a dry run has found.
 *
 * @param report its report
 * @param store as KMS shows it; empty for a caller who may not describe it
 * @param workflow what is deployed, and its last run for the key store
 * @param journals what earlier runs remember
 * @param commands what can be run next, the most likely first, with everything that is known
 * @param standIn a sandbox's command in place of the CloudHSM CLI; empty if none is needed
 * @param runbook what the runbook says about it
 */
record Diagnosis(
    ExecutionResult execution,
    RunReport report,
    Optional<KeyStoreFacts> store,
    KnownWorkflow workflow,
    KnownJournals journals,
    List<ReportCommand> commands,
    Optional<String> standIn,
    RunbookPart runbook) {

  /** What AWS answers only to a call, and a check does not show. */
  private static final Set<String> SEEN_BY_RUNS =
      Stream.of(
              Reason.HSM_NOT_ADDED,
              Reason.UPDATE_REFUSED,
              Reason.UPDATE_IMPOSSIBLE,
              Reason.CONNECT_REFUSED,
              Reason.CLUSTER_INVALID_CONFIGURATION)
          .map(Reason::name)
          .collect(Collectors.toUnmodifiableSet());

  /** What shows that the key store is not at rest. */
  List<JournalWords.Row> pressing() {
    return report.keyStore().map(seen -> journals.pressing(seen.id())).orElse(List.of());
  }

  /** What the code means with which the key store has failed; empty if there is none. */
  String meaning() {
    return code(report).isEmpty() ? "" : CodeMeanings.of(code(report));
  }

  static String code(RunReport report) {
    return report.keyStore().map(RunReport.KeyStore::connectionErrorCode).orElse("");
  }

  /**
   * What the last run called a person for, if nothing has changed since and a check does not show
   * it, such as the account's limit of HSMs; otherwise empty.
   */
  String lastCall() {
    String state = report.keyStore().map(Since::state).orElse("");
    return workflow
        .lastRun()
        .filter(run -> !run.isUnderWay() && run.left().equals(state))
        .filter(run -> SEEN_BY_RUNS.contains(run.reason()))
        .map(LastRun::guidance)
        .orElse("");
  }

  Optional<LastRun> underWay() {
    return workflow.runUnderWay();
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
    json.put("meaning", meaning().isEmpty() ? null : meaning());
    json.put("proxy", store.map(ProxyWords::json).orElse(null));
    json.put("commands", commands.stream().map(ReportCommand::json).toList());
    json.put("runUnderWay", underWay().map(LastRun::arn).orElse(null));
    json.put("remembered", report.keyStore().map(seen -> journals.json(seen.id())).orElse(null));
    json.put("notes", journals.note().isEmpty() ? List.of() : List.of(journals.note()));
    json.put("report", report.tree().fields());
    json.put("runbook", runbook.chapter().map(Runbook.Chapter::markdown).orElse(null));
    Map<String, String> sections = new LinkedHashMap<>();
    runbook.more().forEach(section -> sections.put(section.title(), section.markdown()));
    json.put("runbookSections", sections);
    return json;
  }
}
