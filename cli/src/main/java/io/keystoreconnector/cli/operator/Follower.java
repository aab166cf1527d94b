package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.Executions;
import io.keystoreconnector.cli.story.CommandPlace;
import io.keystoreconnector.cli.story.ReportFile;
import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.cli.terminal.Output;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.runs.Recording;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.time.Timeline;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows a run for a person or, at its end, for a program.
 *
 * @param options the options that must be given again to follow the run later
 * @param place where the commands of its report are printed
 * @param definition the state machine as JSON text
 * @param report where a picture of the run is written when following ends
 */
record Follower(
    Output output,
    Timeline time,
    Executions executions,
    String options,
    CommandPlace place,
    String definition,
    ReportFile report) {

  /** Returns the exit code. */
  int follow(ExecutionArn arn) {
    Page shown = output.pageForPeople();
    FollowedRun run =
        new FollowedRun(
            shown,
            time,
            id -> executions.after(arn.text(), id),
            "./connector follow " + arn + options,
            place);
    Optional<ExecutionResult> result = run.toTheEnd();
    if (output.json()) {
      output.page().json(json(arn, result));
    }
    // After the outcome is printed: a disk that is full by now must not hide it.
    ReportFile.tell(shown, report.write(() -> recording(arn, run)));
    return result.map(RunEnd::exitCode).orElse(ExitCode.BAD);
  }

  private Recording recording(ExecutionArn arn, FollowedRun run) {
    return new ReportOrigin(executions.session(), place)
        .ofDeployed(arn, definition, run.events(), time.instant());
  }

  private static Map<String, @Nullable Object> json(
      ExecutionArn arn, Optional<ExecutionResult> result) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("executionArn", arn.text());
    result.ifPresentOrElse(end -> json.putAll(RunEnd.json(end)), () -> json.put("status", null));
    return json;
  }
}
