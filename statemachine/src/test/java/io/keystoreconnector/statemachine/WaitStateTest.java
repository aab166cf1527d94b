package io.keystoreconnector.statemachine;

import static io.keystoreconnector.statemachine.Lab.state;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitStateTest {
  private final Lab lab = new Lab();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "Seconds": 1200                             | 1200
          "Seconds": 0                                | 0
          "Seconds": "{% $states.input.n * 2 %}"      | 14
          "Timestamp": "2026-11-23T03:00:30Z"         | 30
          "Timestamp": "2026-11-23T04:00:30+01:00"    | 30
          "Timestamp": "2020-01-01T00:00:00Z"         | 0
          "Timestamp": "{% $fromMillis($millis() + 5000) %}" | 5
          """)
  void waitsSoManySeconds(String field, int seconds) {
    ExecutionResult result = lab.run(state("\"Type\": \"Wait\"," + field), Map.of("n", 7));

    assertThat(result.output()).isEqualTo(Map.of("n", 7));
    assertThat(lab.elapsed()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"Seconds\": \"{% -1 %}\"",
        "\"Seconds\": \"{% 1.5 %}\"",
        "\"Seconds\": \"{% 'soon' %}\"",
        "\"Timestamp\": \"{% 1 %}\"",
      })
  void aTimeThatIsNoneIsAnError(String field) {
    ExecutionResult result = lab.run(state("\"Type\": \"Wait\"," + field));

    assertThat(result.error()).isEqualTo("States.QueryEvaluationError");
  }

  /** Recorded on AWS on 2024-12-27. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2016-12-05 21:29:29Z",
        "2016-12-05T21:29:29",
        "2016-13-05T21:29:29Z",
        "2016-12-05T25:29:29Z",
        "05-12-2016T21:29:29Z",
      })
  void aTimestampThatCannotBeReadFailsTheStateAfterItWasEntered(String timestamp) {
    ExecutionResult result =
        lab.run(state("\"Type\": \"Wait\", \"Timestamp\": \"{% $states.input %}\""), timestamp);

    assertThat(result.cause())
        .isEqualTo(
            "An error occurred while executing the state 'A' (entered at the event id #2). The"
                + " Timestamp field cannot be parsed as an ISO-8601 extended offset date-time"
                + " format string: "
                + timestamp);
    assertThat(result.history().get(2).details().get("location")).isEqualTo("Timestamp");
    assertThat(result.history().get(2).previousEventId()).isEqualTo(2);
  }
}
