package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.runs.RunReport;
import io.keystoreconnector.statemachine.ExecutionResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a run ended, for programs. */
final class RunEnd {

  private RunEnd() {}

  static int exitCode(ExecutionResult execution) {
    if (execution.status() == ExecutionResult.Status.SUCCEEDED) {
      return ExitCode.GOOD;
    }
    return "InvalidRequest".equals(execution.error()) ? ExitCode.WRONG_USAGE : ExitCode.BAD;
  }

  static Map<String, @Nullable Object> json(ExecutionResult execution) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("status", execution.status().name());
    json.put("error", execution.error());
    json.put("report", RunReport.of(execution).asWritten());
    json.put("path", execution.path());
    json.put("transitions", execution.transitions());
    return json;
  }
}
