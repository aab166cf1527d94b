package io.keystoreconnector.cli.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Printed;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.runs.RunHistory;
import io.keystoreconnector.statemachine.HistoryEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.jr.ob.JSON;

class FinalReportTest {

  private static final String LOOKED =
      "{\"Payload\": {\"action\": \"Planned\", \"why\": \"There is no HSM.\"}}";
  private static final String MESSAGE =
      "Dry run, nothing was changed. The next action would be AddHsm. There is no HSM.";

  @Test
  void aDryRunIsToldAsAPersonWouldSayIt() {
    assertThat(printed(Map.of("outcome", "DRY_RUN", "message", MESSAGE, "next", "AddHsm")))
        .contains("Dry run, nothing was changed. The next action would be: Add an HSM.");
  }

  @Test
  void aReportThatDoesNotNameWhatIsNextIsToldAsItIs() {
    assertThat(printed(Map.of("outcome", "DRY_RUN", "message", MESSAGE))).contains(MESSAGE);
  }

  @Test
  void whatIsNotToldIsLeftOut() {
    Map<String, Object> report =
        Map.of(
            "outcome",
            "NEEDS_A_PERSON",
            "actions",
            List.of(
                Map.of("at", "1970-01-01T00:00:05Z", "action", "Connect"),
                Map.of("at", "soon", "action", "Update", "answer", Map.of("outcome", "SKIPPED"))),
            "failures",
            "none");
    assertThat(printed(report))
        .contains(" done          00:05 Connect, Update (no longer needed)")
        .doesNotContain("failures met")
        .doesNotContain("key store")
        .doesNotContain("attempts");
  }

  @Test
  void aRunWithoutAReportIsToldWithItsErrorAndItsCause() {
    assertThat(
            printed(
                event(
                    "ExecutionFailed",
                    Map.of("error", "States.Runtime", "cause", "It has no such field."))))
        .contains("FAILED, after 0", "States.Runtime: It has no such field.");
  }

  private static String printed(Map<String, Object> report) {
    return printed(event("ExecutionSucceeded", Map.of("output", JSON.std.asString(report))));
  }

  private static String printed(HistoryEvent end) {
    StringWriter text = new StringWriter();
    RunHistory history =
        RunHistory.of(
            List.of(
                event("TaskStateEntered", Map.of("name", "Check key store and HSMs")),
                event("TaskSucceeded", Map.of("resourceType", "lambda", "output", LOOKED)),
                end));
    new FinalReport(
            new Page(new PrintWriter(text, true), Printed.PAPER), history.result().orElseThrow())
        .print();
    return text.toString();
  }

  private static HistoryEvent event(String type, Map<String, Object> details) {
    return new HistoryEvent(1, 0, Instant.EPOCH, type, details);
  }
}
