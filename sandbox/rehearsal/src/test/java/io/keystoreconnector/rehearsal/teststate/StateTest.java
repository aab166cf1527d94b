package io.keystoreconnector.rehearsal.teststate;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A test of one state, with everything that it depends on, and the outcome on our runner.
 *
 * @param definition the whole state machine, as JSON text
 * @param input JSON text
 * @param context the context object, as JSON text; only where there is a mock, because TestState
 *     takes it only there
 * @param mock for the states that do work
 */
record StateTest(
    String definition,
    String state,
    String input,
    Map<String, @Nullable Object> variables,
    @Nullable String context,
    @Nullable Mock mock,
    Outcome expected) {

  /** Tests with the same way out of the same state, for the same reason, have the same kind. */
  String kind() {
    return "%s: %s %s%s"
        .formatted(
            state,
            expected.status(),
            expected.error() == null ? "" : expected.error() + " ",
            expected.next() == null ? "" : "-> " + expected.next());
  }
}
