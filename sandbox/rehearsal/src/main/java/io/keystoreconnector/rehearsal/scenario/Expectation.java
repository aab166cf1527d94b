package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.emulator.world.WorldFormatException;
import io.keystoreconnector.json.JsonObjectReader;
import io.keystoreconnector.rehearsal.check.Breach;
import io.keystoreconnector.rehearsal.check.Rules;
import io.keystoreconnector.runs.RunReport;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.ExecutionResult.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The expected result of a scenario. What is null or empty is not checked.
 *
 * @param path the states entered, without {@link #PLUMBING}
 * @param report what must be in the report
 * @param calls how often each operation must have been called
 * @param world what must be in the world afterwards
 * @param breaches the rules that must be broken; all others must hold
 */
record Expectation(
    Status status,
    @Nullable String error,
    @Nullable List<String> path,
    Map<String, Object> report,
    Map<String, Object> calls,
    Map<String, Object> world,
    List<String> breaches,
    @Nullable Integer atLeastSeconds,
    @Nullable Integer atMostSeconds) {

  /** States that every run goes through repeatedly; an expected path leaves them out. */
  static final List<String> PLUMBING =
      List.of(
          "Begin",
          "Find key store",
          "Recall",
          "Check key store and HSMs",
          "What next?",
          "Write down",
          "Time for another look?",
          "Wait");

  static Expectation read(JsonObjectReader fields) {
    fields.text("status");
    JsonObjectReader seconds = fields.object("virtualSeconds");
    Expectation expectation =
        new Expectation(
            fields.choice("status", Status.SUCCEEDED),
            fields.textOrNull("error"),
            fields.isThere("path") ? fields.texts("path", List.of()) : null,
            fields.object("report").all(),
            counts(fields.object("calls")),
            fields.object("world").all(),
            breaches(fields),
            seconds.has("atLeast") ? seconds.number("atLeast", 0) : null,
            seconds.has("atMost") ? seconds.number("atMost", 0) : null);
    seconds.nothingElse();
    fields.nothingElse();
    return expectation;
  }

  /** The expectation of a single run of a sequence. */
  static Expectation readOfRun(JsonObjectReader fields) {
    fields.text("status");
    Expectation expectation =
        new Expectation(
            fields.choice("status", Status.SUCCEEDED),
            fields.textOrNull("error"),
            fields.isThere("path") ? fields.texts("path", List.of()) : null,
            fields.object("report").all(),
            Map.of(),
            Map.of(),
            List.of(),
            null,
            null);
    fields.nothingElse();
    return expectation;
  }

  private static List<String> breaches(JsonObjectReader fields) {
    List<String> breaches = fields.texts("breaches", List.of());
    if (!Rules.NAMES.containsAll(breaches)) {
      throw WorldFormatException.about(
          fields, "breaches", "must contain only these rules: " + String.join(", ", Rules.NAMES));
    }
    return breaches;
  }

  private static Map<String, Object> counts(JsonObjectReader fields) {
    Map<String, Object> counts = new LinkedHashMap<>();
    fields.all().keySet().forEach(name -> counts.put(name, fields.number(name, 0)));
    return counts;
  }

  /** Where a rehearsal differs from what is expected. */
  List<Difference> differences(Rehearsed actual) {
    List<Difference> differences = new ArrayList<>(differences("", actual.execution()));
    compareCalls(actual, differences);
    compare("world", world, CommonWorld.seen(actual.worldAfterwards()), differences);
    compareSeconds(actual.virtualSeconds(), differences);
    compareBreaches(actual, differences);
    return differences;
  }

  /** Where the run differs; the name of each difference begins with the prefix. */
  List<Difference> differences(String prefix, ExecutionResult run) {
    List<Difference> differences = new ArrayList<>();
    compare(prefix + "status", status.name(), run.status().name(), differences);
    if (error != null) {
      compare(prefix + "error", error, run.error(), differences);
    }
    comparePath(
        prefix + "path",
        run.path().stream().filter(state -> !PLUMBING.contains(state)).toList(),
        differences);
    compare(prefix + "report", report, RunReport.of(run).asWritten(), differences);
    return differences;
  }

  private static void compare(
      String what, Object expected, @Nullable Object actual, List<Difference> differences) {
    differences.addAll(PartialMatch.differences(what, expected, actual));
  }

  /** Compared as a whole, because one state more or less shifts all later ones. */
  private void comparePath(String what, List<String> actual, List<Difference> differences) {
    if (path != null && !path.equals(actual)) {
      differences.add(new Difference(what, path, actual));
    }
  }

  private void compareCalls(Rehearsed actual, List<Difference> differences) {
    Map<String, Integer> counts = actual.callsByOperation();
    calls.forEach(
        (operation, count) ->
            compare("calls." + operation, count, counts.getOrDefault(operation, 0), differences));
  }

  private void compareBreaches(Rehearsed actual, List<Difference> differences) {
    for (Breach breach : actual.breaches()) {
      if (!breaches.contains(breach.rule())) {
        differences.add(new Difference(breach.rule(), "holds", breach.sentence()));
      }
    }
    List<String> broken = actual.brokenRules();
    breaches.stream()
        .filter(rule -> !broken.contains(rule))
        .forEach(rule -> differences.add(new Difference(rule, "is broken", "holds")));
  }

  private void compareSeconds(double seconds, List<Difference> differences) {
    if (atLeastSeconds != null && seconds < atLeastSeconds) {
      differences.add(new Difference("virtualSeconds", "at least " + atLeastSeconds, seconds));
    }
    if (atMostSeconds != null && seconds > atMostSeconds) {
      differences.add(new Difference("virtualSeconds", "at most " + atMostSeconds, seconds));
    }
  }
}
