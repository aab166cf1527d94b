package io.keystoreconnector.cli.operator;

import io.keystoreconnector.runs.RunReport;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the runbook says about one finding.
 *
 * @param chapter about the reason; empty if nothing is wrong
 * @param more the sections that it needs, in the order of their use
 */
record RunbookPart(Optional<Runbook.Chapter> chapter, List<Runbook.Chapter> more) {

  private static final Pattern SET_ONCE =
      Pattern.compile("\\$(KEY_STORE|CLUSTER|SECRET)\\b|\\bhsms\\b");

  /**
   * The part for a dry run's report.
   *
   * @param runbook with the reader's own names
   */
  static RunbookPart of(Runbook runbook, RunReport report) {
    String type = report.keyStore().map(RunReport.KeyStore::type).orElse(Runbook.CLOUDHSM);
    String code = Diagnosis.code(report);
    Runbook own = runbook.onlyFor(type);
    Optional<Runbook.Chapter> chapter =
        own.chapter(report.runbook())
            .or(() -> code.isEmpty() ? Optional.empty() : own.ofCode(code));
    return new RunbookPart(
        chapter,
        chapter
            .map(
                found -> {
                  List<Runbook.Chapter> recipes = own.recipes(found, type);
                  return Stream.concat(
                          own.setUp().stream().filter(names -> isNeeded(found, recipes)),
                          recipes.stream())
                      .toList();
                })
            .orElse(List.of()));
  }

  /** Whether a command uses a name or a function that is set there. */
  private static boolean isNeeded(Runbook.Chapter chapter, List<Runbook.Chapter> recipes) {
    return Stream.concat(Stream.of(chapter), recipes.stream())
        .anyMatch(any -> SET_ONCE.matcher(any.markdown()).find());
  }

  /** The heading to look up; empty if there is none. */
  String heading() {
    return chapter
        .map(found -> "%s in %s#%s".formatted(found.title(), Runbook.NAME, found.anchor()))
        .orElse("");
  }
}
