package io.keystoreconnector.sandbox.cli;

import io.keystoreconnector.sandbox.words.Look;
import io.keystoreconnector.statemachine.ExecutionResult;
import java.util.List;
import java.util.Map;

/**
 * A diagnosis for people.
 *
 * @param start the sentence that tells how to start the run
 */
record DiagnosisPage(Page page, Diagnosis diagnosis, String start) {

  void print() {
    boolean failed = diagnosis.execution().status() != ExecutionResult.Status.SUCCEEDED;
    row(Tone.QUIET, "key store", store());
    row(Tone.QUIET, "seen", Look.seen(diagnosis.report()));
    if (!diagnosis.meaning().isEmpty()) {
      row(Tone.QUIET, "that means", diagnosis.meaning() + ".");
    }
    row(
        failed || diagnosis.needsPerson() ? Tone.BAD : Tone.GOOD,
        failed ? "problem" : "next would be",
        plan().words());
    row(Tone.STRONG, "to do now", guidance());
    if (diagnosis.report().get("warnings") instanceof List<?> warnings) {
      warnings.forEach(warning -> row(Tone.TROUBLE, "warning", String.valueOf(warning)));
    }
    diagnosis.chapter().ifPresent(this::runbook);
  }

  private String store() {
    return diagnosis.report().get("keyStore") instanceof Map<?, ?> store
        ? "%s (%s)".formatted(store.get("name"), store.get("id"))
        : "";
  }

  private Plan plan() {
    return Plan.of(diagnosis.text("message"));
  }

  /** The dry run's own guidance, or the command for what it would do. */
  private String guidance() {
    return diagnosis.text("guidance").isEmpty() && plan().goesOn()
        ? start
        : diagnosis.text("guidance");
  }

  private void runbook(Runbook.Chapter chapter) {
    section(chapter);
    diagnosis.more().forEach(this::section);
  }

  private void section(Runbook.Chapter chapter) {
    page.blank();
    page.row(Tone.STRONG, "%s, from %s".formatted(chapter.title(), Runbook.NAME));
    page.blank();
    new MarkdownPage(page).print(chapter.markdown());
  }

  private void row(Tone tone, String label, String text) {
    if (!text.isEmpty()) {
      page.row(Tone.PLAIN, text, FinalReport.part(tone, label));
    }
  }
}
