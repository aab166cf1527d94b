package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.story.FinalReport;
import io.keystoreconnector.cli.terminal.MarkdownPage;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.core.ActKind;
import io.keystoreconnector.runs.RunReport;
import io.keystoreconnector.statemachine.ExecutionResult;

/**
 * A diagnosis for people.
 *
 * @param request the options that name key store and request, each after a space
 * @param place the options that say where AWS is, each after a space
 */
record DiagnosisPage(Page page, Diagnosis diagnosis, String request, String place) {

  void print() {
    boolean failed = diagnosis.execution().status() != ExecutionResult.Status.SUCCEEDED;
    row(Style.QUIET, "key store", store());
    row(Style.QUIET, "seen", diagnosis.report().seen());
    row(Style.QUIET, "proved by", diagnosis.report().proved());
    if (!diagnosis.meaning().isEmpty()) {
      row(Style.QUIET, "that means", diagnosis.meaning() + ".");
    }
    diagnosis.pressing().forEach(row -> row(Style.TROUBLE, row.label(), row.text()));
    row(
        failed || diagnosis.needsPerson() ? Style.BAD : Style.GOOD,
        failed ? "problem" : "next would be",
        plan());
    diagnosis.report().warnings().forEach(warning -> row(Style.TROUBLE, "warning", warning));
    row(Style.TROUBLE, "note", diagnosis.journals().note());
    toDo();
    diagnosis.chapter().ifPresent(this::runbook);
  }

  private String store() {
    return diagnosis.report().keyStore().map(RunReport.KeyStore::nameAndId).orElse("");
  }

  private String plan() {
    return FinalReport.plan(diagnosis.execution(), diagnosis.report())
        .orElse(diagnosis.report().message());
  }

  /** The dry run's own guidance, or the commands for what it would do. */
  private void toDo() {
    if (diagnosis.underWay().isPresent()) {
      row(Style.STRONG, "run", "One is in progress for it. Wait for its result first:");
      command("follow " + diagnosis.underWay().get().arn() + place);
    }
    if (!diagnosis.report().guidance().isEmpty()) {
      row(Style.STRONG, "to do now", diagnosis.report().guidance());
    } else if (goesOn(diagnosis.report().next()) && diagnosis.underWay().isEmpty()) {
      row(
          Style.STRONG,
          "to do now",
          "Start that run, with the second command if nothing is deployed:");
      command("start" + request + place + " --follow");
      command("run" + request + place);
    }
  }

  /** Whether a run continues after that action. */
  private static boolean goesOn(String action) {
    return action.equals("Wait") || ActKind.of(action).isPresent();
  }

  /** Not wrapped, so it can be copied. */
  private void command(String words) {
    page.raw("   ./connector " + words);
  }

  private void runbook(Runbook.Chapter chapter) {
    row(
        Style.QUIET,
        "runbook",
        "Below. Its commands use the names and functions under “Set these once”, at the end.");
    section(chapter);
    diagnosis.more().forEach(this::section);
  }

  private void section(Runbook.Chapter chapter) {
    page.blank();
    page.row(Style.STRONG, "%s, from %s".formatted(chapter.title(), Runbook.NAME));
    page.blank();
    new MarkdownPage(page).print(chapter.markdown());
  }

  private void row(Style style, String label, String text) {
    if (!text.isEmpty()) {
      page.row(Style.PLAIN, text, FinalReport.part(style, label));
    }
  }
}
