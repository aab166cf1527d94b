package io.keystoreconnector.rehearsal.teststate;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a test of a state shows. Outputs, variables and arguments are plain JSON trees; each is null
 * where there is none.
 *
 * @param status SUCCEEDED, RETRIABLE, CAUGHT_ERROR or FAILED
 * @param next the next state
 * @param error the name of the error, also of one that was caught
 * @param variables all variables after the state
 * @param arguments what the task was called with
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html">TestState</a>
 */
record Outcome(
    String status,
    @Nullable Object output,
    @Nullable String next,
    @Nullable String error,
    @Nullable String cause,
    @Nullable Map<String, @Nullable Object> variables,
    @Nullable Object arguments) {

  static final String SUCCEEDED = "SUCCEEDED";
  static final String RETRIABLE = "RETRIABLE";
  static final String CAUGHT = "CAUGHT_ERROR";
  static final String FAILED = "FAILED";
}
