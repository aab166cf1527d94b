package io.keystoreconnector.statemachine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an execution ended. The output is a plain JSON tree, present only if it succeeded; error and
 * cause may be missing even if it failed. Transitions are what AWS bills: states entered, and
 * retries. The path lists the states in the order of entry.
 */
public record ExecutionResult(
    Status status,
    @Nullable Object output,
    @Nullable String error,
    @Nullable String cause,
    List<HistoryEvent> history,
    int transitions,
    List<String> path) {

  /** The status that DescribeExecution reports. */
  public enum Status {
    /** A terminal state was reached. */
    SUCCEEDED,
    /** A Fail state, or an error that was not caught. */
    FAILED,
    /** The machine's own TimeoutSeconds elapsed. */
    TIMED_OUT,
    /** Someone stopped it. */
    ABORTED
  }
}
