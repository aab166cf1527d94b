package io.keystoreconnector.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.statemachine.HistoryEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {

  /** The headline of a run that failed names the error already. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ExecutionFailed   | States.Runtime | no such field | Ended FAILED: States.Runtime | no"
            + " such field",
        "ExecutionFailed   | States.Runtime | ''            | Ended FAILED: States.Runtime | ''",
        "ExecutionTimedOut | States.Timeout | ''            | Ended by the workflow's timeout,"
            + " without a report | States.Timeout",
        "ExecutionAborted  | Enough         | it is late    | Stopped by someone | Enough: it is"
            + " late",
        "ExecutionAborted  | ''             | ''            | Stopped by someone | ''"
      })
  void anEndWithoutAReportIsShownWithItsErrorAndItsCause(
      String type, String error, String cause, String headline, String sentence) {
    Outcome outcome = ended(type, Map.of("error", error, "cause", cause));
    assertThat(outcome.headline()).isEqualTo(headline);
    assertThat(outcome.sentence()).isEqualTo(sentence);
  }

  @Test
  void aCauseIsCutAndItsUrlsAreNotSigned() {
    String cause =
        "in 'https://b.s3.amazonaws.com/a?Signature=thisIsASecret' " + "c".repeat(32_000);
    assertThat(ended("ExecutionFailed", Map.of("error", "E", "cause", cause)).sentence())
        .hasSize(1_000)
        .startsWith("in 'https://b.s3.amazonaws.com/a?…' ccc")
        .endsWith("…")
        .doesNotContain("thisIsASecret");
  }

  @Test
  void aReportSpeaksForItself() {
    String report = "{\"outcome\": \"NEEDS_A_PERSON\", \"message\": \"It is so.\"}";
    assertThat(ended("ExecutionFailed", Map.of("error", "E", "cause", report)).sentence())
        .isEqualTo("It is so.");
  }

  private static Outcome ended(String type, Map<String, Object> details) {
    return Outcome.of(RunHistory.of(List.of(new HistoryEvent(1, 0, Instant.EPOCH, type, details))));
  }
}
