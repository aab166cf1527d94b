package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.Executions;
import io.keystoreconnector.cli.story.CommandPlace;
import io.keystoreconnector.cli.story.ReportFile;
import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.cli.terminal.Output;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.runs.Recording;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.HistoryEvent;
import io.keystoreconnector.statemachine.time.Timeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows a run for a person or, at its end, for a program.
 *
 * @param options the options that must be given again to follow the run later
 * @param place where the commands of its report are printed
 * @param installation has the definitions of the state machines
 * @param report where a picture of the run is written when following ends
 */
record Follower(
    Output output,
    Timeline time,
    Executions executions,
    String options,
    CommandPlace place,
    Installation installation,
    ReportFile report) {

  /** Follows the run for a key store; returns the exit code. */
  int follow(ExecutionArn arn) {
    Page shown = output.pageForPeople();
    FollowedRun run =
        new FollowedRun(shown, time, id -> executions.after(arn.text(), id), joinAgain(arn), place);
    return follow(shown, arn, run, installation.definition());
  }

  /** Follows the runs for several key stores; returns the exit code. */
  int followFleet(ExecutionArn arn, FleetPlaces places) {
    Page shown = output.pageForPeople();
    FollowedFleet run =
        new FollowedFleet(
            shown,
            time,
            executions::after,
            arn.text(),
            new FollowedFleet.LastWords(
                "You stopped following it. The runs continue. To follow them again:",
                joinAgain(arn)),
            places);
    return follow(shown, arn, run, installation.fleetDefinition());
  }

  private String joinAgain(ExecutionArn arn) {
    return "./connector follow " + arn + options;
  }

  private int follow(Page shown, ExecutionArn arn, Followed run, String definition) {
    Optional<ExecutionResult> result = run.toTheEnd();
    if (output.json()) {
      output.page().json(json(arn, result));
    }
    // After the outcome is printed: a disk that is full by now must not hide it.
    ReportFile.tell(shown, report.write(() -> recording(arn, definition, run.events())));
    return result.map(RunEnd::exitCode).orElse(ExitCode.BAD);
  }

  private Recording recording(ExecutionArn arn, String definition, List<HistoryEvent> events) {
    return new ReportOrigin(executions.session(), place)
        .ofDeployed(arn, definition, events, time.instant());
  }

  private static Map<String, @Nullable Object> json(
      ExecutionArn arn, Optional<ExecutionResult> result) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("executionArn", arn.text());
    result.ifPresentOrElse(end -> json.putAll(RunEnd.json(end)), () -> json.put("status", null));
    return json;
  }
}
