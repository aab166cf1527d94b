package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.emulator.world.CallRecord;
import io.keystoreconnector.rehearsal.check.Breach;
import io.keystoreconnector.rehearsal.check.Evidence;
import io.keystoreconnector.runs.Recording;
import io.keystoreconnector.runs.RunReport;
import io.keystoreconnector.runs.TimelineEvent;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The result of a scenario.
 *
 * @param logLines what the functions logged
 * @param worldAfterwards the world at the end, secrets in clear
 * @param realTime how long the rehearsal took on the wall clock
 * @param evidence what the rules are checked against; null unless the scenario has an interleaving
 */
public record Rehearsed(
    Scenario scenario,
    ExecutionResult execution,
    List<CallRecord> calls,
    List<TimelineEvent> happenings,
    List<String> logLines,
    Map<String, Object> worldAfterwards,
    Duration realTime,
    @Nullable Evidence evidence) {

  /** Where it differs from what the scenario expects; empty if everything is as expected. */
  public List<Difference> differences() {
    List<Difference> differences = new ArrayList<>();
    scenario.runs().forEach(run -> differences.addAll(differences(run)));
    differences.addAll(scenario.expectation().differences(this));
    return differences;
  }

  private List<Difference> differences(PlannedRun planned) {
    Expectation expected = planned.expectation();
    return expected == null || evidence == null
        ? List.of()
        : evidence.runs().stream()
            .filter(run -> run.name().equals(planned.name()))
            .flatMap(run -> expected.differences(run.name() + " ", run.result()).stream())
            .toList();
  }

  /** The rules that were broken; none unless the scenario has an interleaving. */
  public List<Breach> breaches() {
    return evidence == null ? List.of() : Breach.in(evidence);
  }

  /** The names of the rules that were broken, including those of races. */
  List<String> brokenRules() {
    return evidence == null
        ? List.of()
        : Breach.inAll(evidence).stream().map(Breach::rule).distinct().toList();
  }

  /** The run's report; null if it was cut off before it could write one. */
  public @Nullable Map<String, Object> report() {
    return RunReport.of(execution).asWritten();
  }

  /** How long the run took on the virtual clock. */
  public double virtualSeconds() {
    return Duration.between(
                execution.history().getFirst().timestamp(),
                execution.history().getLast().timestamp())
            .toMillis()
        / 1000.0;
  }

  /** How often each operation was called, in alphabetical order. */
  public Map<String, Integer> callsByOperation() {
    Map<String, Integer> counts = new TreeMap<>();
    calls.forEach(call -> counts.merge(call.operation(), 1, Integer::sum));
    return counts;
  }

  /** The part that a page shows. */
  public Recording recording(String definition) {
    HistoryEvent first = execution.history().getFirst();
    Instant start = first.timestamp();
    long firstMillis =
        happenings.stream()
            .filter(TimelineEvent.InWorkflow.class::isInstance)
            .findFirst()
            .orElseThrow()
            .atMillis();
    Instant worldStart = start.minusMillis(firstMillis);
    Instant end = worldStart.plusMillis(happenings.getLast().atMillis());
    return Recording.of(scenario.title(), scenario.story(), definition, happenings, worldStart, end)
        .compared(differences().stream().map(Difference::toJson).toList());
  }

  /** For programs: everything that a person would be shown. */
  public Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("scenario", scenario.name());
    json.put("title", scenario.title());
    json.put("outcome", execution.status().name());
    json.put("error", execution.error());
    json.put("path", execution.path());
    json.put("report", report());
    json.put("transitions", execution.transitions());
    json.put("calls", callsByOperation());
    json.put("virtualSeconds", virtualSeconds());
    List<Difference> differences = differences();
    json.put("asExpected", differences.isEmpty());
    json.put("differences", differences.stream().map(Difference::toJson).toList());
    return json;
  }
}
