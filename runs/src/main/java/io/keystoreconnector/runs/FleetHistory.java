package io.keystoreconnector.runs;

import io.keystoreconnector.runs.json.JsonTree;
import io.keystoreconnector.statemachine.HistoryEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the history of an execution for several key stores says about each of them. */
public record FleetHistory(RunHistory history) {

  private static final String STARTED = "TaskSubmitted";

  /**
   * A key store of the fleet.
   *
   * @param runName the name of the execution that is or will be started for it
   */
  public record Member(String keyStoreId, String name, String runName) {}

  /** Whether an execution that begins with this event is one for several key stores. */
  public static boolean isOfSeveral(HistoryEvent started) {
    return isRequestOfSeveral(started.details().get("input"));
  }

  /** Whether this input is a request for several key stores. */
  public static boolean isRequestOfSeveral(@Nullable Object input) {
    return JsonTree.parsed(input).fields().containsKey("keyStores");
  }

  /** The key stores for which runs are started, in their order; empty before they are listed. */
  public List<Member> members() {
    return history.steps().stream()
        .filter(step -> step.isList() && step.succeeded())
        .flatMap(step -> step.output().get("Payload").get("keyStores").elements().stream())
        .map(
            store ->
                new Member(store.text("keyStoreId"), store.text("name"), store.text("runName")))
        .toList();
  }

  /** The ARN of the run for a key store; empty before it is started. */
  public Optional<String> runOf(Member member) {
    return history.historyEvents().stream()
        .filter(event -> event.type().equals(STARTED))
        .map(event -> JsonTree.parsed(event.details().get("output")).text("ExecutionArn"))
        .filter(arn -> arn.endsWith(":" + member.runName()))
        .findFirst();
  }

  /** The reports of the runs that have ended, by their ARNs, as far as the history has them. */
  public Map<String, RunReport> reports() {
    return history.historyEvents().stream()
        .flatMap(FleetHistory::ended)
        .filter(run -> !run.text("ExecutionArn").isEmpty())
        .collect(
            Collectors.toMap(
                run -> run.text("ExecutionArn"), FleetHistory::report, (first, again) -> again));
  }

  /** The answer about a run that has ended. */
  private static Stream<JsonTree> ended(HistoryEvent event) {
    return event.service().equals(Step.STATES)
        ? switch (event.type()) {
          case "TaskSucceeded" -> Stream.of(JsonTree.parsed(event.details().get("output")));
          case "TaskFailed" -> Stream.of(JsonTree.parsed(event.details().get("cause")));
          default -> Stream.of();
        }
        : Stream.of();
  }

  private static RunReport report(JsonTree run) {
    return run.get("Output").isObject()
        ? new RunReport(run.get("Output"))
        : RunReport.ofEnd(null, run.text("Cause"));
  }
}
