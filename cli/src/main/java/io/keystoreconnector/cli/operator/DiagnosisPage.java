package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.story.FinalReport;
import io.keystoreconnector.cli.story.ReportCommand;
import io.keystoreconnector.cli.terminal.MarkdownPage;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.core.ActKind;
import io.keystoreconnector.runs.phrases.JournalWords;
import io.keystoreconnector.statemachine.ExecutionResult;

/**
 * A diagnosis for people.
 *
 * @param where account and Region, in words
 * @param start the command that starts the run of the dry run
 * @param request the options that name key store and request, each after a space
 * @param stack the option that names the deployment, after a space
 * @param place the options that say where AWS is, each after a space
 */
record DiagnosisPage(
    Page page,
    Diagnosis diagnosis,
    String where,
    String start,
    String request,
    String stack,
    String place) {

  /** What fits a terminal of 80 columns without scrolling. */
  static final int MOST_LINES = 24;

  /** Commands stand out from the rows. */
  private static final String INDENT = "   ";

  /**
   * Prints the answer.
   *
   * @param full also the runbook's part, and nothing is cut
   */
  void print(boolean full) {
    Answer answer = new Answer(page);
    seen(answer);
    answer(answer);
    toDo(answer);
    runbook(answer, full);
    answer.print(full ? Integer.MAX_VALUE : MOST_LINES);
    if (full) {
      diagnosis.runbook().more().stream().limit(1).forEach(this::section);
      diagnosis.runbook().chapter().ifPresent(this::section);
      diagnosis.runbook().more().stream().skip(1).forEach(this::section);
    }
  }

  private void seen(Answer answer) {
    answer
        .row(Style.QUIET, "key store", store())
        .row(Style.QUIET, "seen", diagnosis.report().seen())
        .row(Style.QUIET, "since", Since.of(diagnosis))
        .row(Style.TROUBLE, "last run said", diagnosis.lastCall())
        .row(Style.QUIET, "proxy", diagnosis.store().map(ProxyWords::of).orElse(""))
        .row(Style.QUIET, "proved by", diagnosis.report().proved());
    if (!diagnosis.meaning().isEmpty() && !plan().contains(diagnosis.meaning())) {
      answer.row(Style.QUIET, "that means", diagnosis.meaning() + ".");
    }
    for (JournalWords.Row row : diagnosis.pressing()) {
      answer.extra(Style.TROUBLE, row.label(), row.text());
    }
  }

  private void answer(Answer answer) {
    boolean failed = diagnosis.execution().status() != ExecutionResult.Status.SUCCEEDED;
    answer.row(
        failed || diagnosis.needsPerson() ? Style.BAD : Style.GOOD,
        failed ? "problem" : "next would be",
        plan());
    diagnosis
        .report()
        .warnings()
        .forEach(warning -> answer.extra(Style.TROUBLE, "warning", warning));
    answer.extra(Style.TROUBLE, "note", diagnosis.journals().note());
  }

  private String store() {
    return diagnosis.report().keyStore().map(seen -> seen.nameAndId() + where).orElse("");
  }

  private String plan() {
    return FinalReport.plan(diagnosis.execution(), diagnosis.report())
        .orElse(diagnosis.report().message());
  }

  private void toDo(Answer answer) {
    if (diagnosis.underWay().isPresent()) {
      answer
          .row(Style.STRONG, "run", "One is in progress for it. Wait for its result first:")
          .command(INDENT + "./connector follow " + diagnosis.underWay().get().arn() + place);
    }
    answer.row(Style.STRONG, "to do now", diagnosis.report().guidance());
    diagnosis
        .standIn()
        .ifPresent(
            command ->
                answer
                    .row(
                        Style.STRONG,
                        "in a sandbox",
                        "This stands for the CloudHSM CLI and for the new version of the secret:")
                    .command(INDENT + command));
    if (goesOn(diagnosis.report().next())) {
      goOn(answer);
    } else {
      diagnosis.commands().forEach(next -> command(answer, next));
    }
  }

  private void goOn(Answer answer) {
    if (diagnosis.underWay().isEmpty()) {
      boolean here = diagnosis.workflow().isAbsent();
      answer
          .row(
              Style.STRONG,
              "to do now",
              here ? "Run it on this machine, because nothing is deployed:" : "Start that run:")
          .command(INDENT + start);
    }
    diagnosis.commands().stream().skip(1).forEach(next -> command(answer, next));
  }

  private static void command(Answer answer, ReportCommand next) {
    answer.row(Style.STRONG, "command", next.purpose() + ":").command(INDENT + next.command());
  }

  /** Whether a run continues after that action. */
  private static boolean goesOn(String action) {
    return action.equals("Wait") || ActKind.of(action).isPresent();
  }

  private void runbook(Answer answer, boolean full) {
    String heading = diagnosis.runbook().heading();
    if (heading.isEmpty()) {
      return;
    }
    answer.row(
        Style.QUIET, "runbook", full ? heading + ", below" : heading + "; this prints it here:");
    if (!full) {
      answer.command(INDENT + "./connector diagnose" + request + " --full" + stack + place);
    }
  }

  private void section(Runbook.Chapter chapter) {
    page.blank();
    page.row(Style.STRONG, "%s, from %s".formatted(chapter.title(), Runbook.NAME));
    page.blank();
    new MarkdownPage(page).print(chapter.markdown());
  }
}
