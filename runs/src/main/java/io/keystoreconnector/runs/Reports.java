package io.keystoreconnector.runs;

import io.keystoreconnector.statemachine.ExecutionResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the report of a run: the output of one that succeeded, the cause of one that failed. */
public final class Reports {

  private Reports() {}

  /** The report; null if there is none. */
  public static @Nullable Map<String, Object> of(ExecutionResult execution) {
    return RunReport.of(execution).asWritten();
  }
}
