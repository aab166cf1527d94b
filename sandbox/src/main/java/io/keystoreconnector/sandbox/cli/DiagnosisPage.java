package io.keystoreconnector.sandbox.cli;

import io.keystoreconnector.sandbox.words.Look;
import io.keystoreconnector.statemachine.ExecutionResult;
import java.util.List;
import java.util.Map;

/**
 * A diagnosis for people.
 *
 * @param start the command that would start the run
 */
record DiagnosisPage(Page page, Diagnosis diagnosis, String start) {

  void print() {
    boolean failed = diagnosis.execution().status() != ExecutionResult.Status.SUCCEEDED;
    row(Tone.QUIET, "key store", store());
    row(Tone.QUIET, "seen", Look.seen(diagnosis.report()));
    if (!diagnosis.meaning().isEmpty()) {
      row(Tone.QUIET, "that means", sentence(diagnosis.meaning()));
    }
    row(
        failed || diagnosis.needsPerson() ? Tone.BAD : Tone.GOOD,
        diagnosis.needsPerson() ? "needs a person" : "diagnosis",
        diagnosis.text("message"));
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

  /** The dry run's own guidance, or that there is something to start. */
  private String guidance() {
    boolean goesOn =
        !diagnosis.needsPerson()
            && diagnosis.text("message").matches(".*Next would be (?!Conn?ected\\.).*");
    return diagnosis.text("guidance").isEmpty() && goesOn
        ? start + " does it, with the request that this was asked with."
        : diagnosis.text("guidance");
  }

  private void runbook(Runbook.Chapter chapter) {
    page.blank();
    page.row(Tone.STRONG, "%s, from %s".formatted(chapter.title(), Runbook.NAME));
    page.row(
        Tone.QUIET,
        "Its commands use what “%s” at the top of that page sets.".formatted(Runbook.SET_UP));
    page.blank();
    new MarkdownPage(page).print(chapter.markdown());
  }

  private static String sentence(String phrase) {
    return Character.toUpperCase(phrase.charAt(0)) + phrase.substring(1) + ".";
  }

  private void row(Tone tone, String label, String text) {
    if (!text.isEmpty()) {
      page.row(Tone.PLAIN, text, FinalReport.part(tone, label));
    }
  }
}
