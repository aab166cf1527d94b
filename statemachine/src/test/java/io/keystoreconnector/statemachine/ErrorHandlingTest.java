package io.keystoreconnector.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorHandlingTest {
  private final Lab lab = new Lab();

  private static String task(String more) {
    return Lab.states(
        """
        "A": {"Type": "Task", "Resource": "arn:aws:states:::lab:work", %s, "Next": "Z"},
        "B": {"Type": "Pass", "Next": "Z"},
        "Z": {"Type": "Succeed"}
        """
            .formatted(more));
  }

  private static String retry(String retriers) {
    return Lab.task(", \"Retry\": [" + retriers + "]");
  }

  private void failTimes(int times) {
    IntStream.range(0, times).forEach(i -> lab.fails("E", null));
  }

  @Test
  void retriesThreeTimesAfterOneTwoAndFourSecondsIfNotToldOtherwise() {
    failTimes(9);

    ExecutionResult result = lab.run(retry("{\"ErrorEquals\": [\"E\"]}"));

    assertThat(result.error()).isEqualTo("E");
    assertThat(lab.calledAt)
        .containsExactly(
            Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(7));
    assertThat(result.transitions()).isEqualTo(4);
  }

  @Test
  void backsOffByItsRateUpToItsLongestDelay() {
    failTimes(4);

    lab.run(
        retry(
            """
            {"ErrorEquals": ["E"], "IntervalSeconds": 2, "MaxAttempts": 4, "BackoffRate": 3,
             "MaxDelaySeconds": 10}
            """));

    assertThat(lab.calledAt.stream().map(Duration::toSeconds))
        .containsExactly(0L, 2L, 8L, 18L, 28L);
  }

  @Test
  void eachRetrierCountsForItself() {
    lab.fails("A", null).fails("B", null).fails("A", null).fails("B", null).fails("A", null);

    ExecutionResult result =
        lab.run(
            retry(
                """
                {"ErrorEquals": ["A"], "MaxAttempts": 2}, {"ErrorEquals": ["B"], "MaxAttempts": 2}
                """));

    assertThat(lab.calls).hasSize(5);
    assertThat(result.error()).isEqualTo("A");
  }

  @Test
  void theCountersBeginAnewWhenTheStateIsEnteredAgain() {
    lab.fails("E", null).answers("again").fails("E", null).answers("done");
    String definition =
        Lab.states(
            """
            "A": {"Type": "Task", "Resource": "arn:aws:states:::lab:work", "Next": "B",
                  "Retry": [{"ErrorEquals": ["E"], "MaxAttempts": 1}],
                  "Output": ["{% $states.result %}", "{% $states.context.State.RetryCount %}"]},
            "B": {"Type": "Choice",
                  "Choices": [{"Condition": "{% $states.input[0] = 'again' %}", "Next": "A"}],
                  "Default": "C"},
            "C": {"Type": "Succeed"}
            """);

    assertThat(lab.run(definition).output()).isEqualTo(List.of("done", 1));
  }

  @Test
  void whenARetrierIsExhaustedTheCatcherTakesOverAndNotTheNextRetrier() {
    failTimes(9);

    ExecutionResult result =
        lab.run(
            task(
                """
                "Retry": [{"ErrorEquals": ["E"], "MaxAttempts": 1}, {"ErrorEquals": ["States.ALL"]}],
                "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "B"}]
                """));

    assertThat(lab.calls).hasSize(2);
    assertThat(result.path()).containsExactly("A", "B", "Z");
  }

  @ParameterizedTest
  @CsvSource({
    "States.ALL, E, true",
    "States.ALL, States.Timeout, true",
    "States.ALL, States.QueryEvaluationError, true",
    "States.ALL, States.Runtime, false",
    "States.ALL, States.DataLimitExceeded, true",
    "States.TaskFailed, E, true",
    "States.TaskFailed, States.Timeout, false",
    "States.TaskFailed, States.Runtime, false",
    "States.TaskFailed, States.DataLimitExceeded, false",
    "States.Timeout, States.Timeout, true",
    "States.DataLimitExceeded, States.DataLimitExceeded, true",
    "States.Runtime, States.Runtime, false",
    "E, E, true",
    "E, e, false",
    "E, EE, false",
  })
  void namesMatchAsDocumentedOrRecorded(String written, String happened, boolean caught) {
    lab.fails(happened, null);

    ExecutionResult result =
        lab.run(task("\"Catch\": [{\"ErrorEquals\": [\"" + written + "\"], \"Next\": \"B\"}]"));

    assertThat(result.path().contains("B")).isEqualTo(caught);
  }

  @Test
  void aCatcherSetsVariablesAndOutputFromTheErrorOutput() {
    lab.fails("E", "why");
    String definition =
        Lab.states(
            """
            "A": {"Type": "Task", "Resource": "arn:aws:states:::lab:work", "Next": "Z",
                  "Assign": {"never": 1},
                  "Catch": [{"ErrorEquals": ["E"], "Next": "B",
                             "Assign": {"seen": "{% $states.errorOutput.Cause %}"},
                             "Output": {"in": "{% $states.input.n %}", "error": "{% $states.errorOutput.Error %}"}}]},
            "B": {"Type": "Pass", "End": true,
                  "Output": ["{% $states.input %}", "{% $seen %}", "{% $exists($never) %}"]},
            "Z": {"Type": "Succeed"}
            """);

    assertThat(lab.run(definition, Map.of("n", 1)).output())
        .isEqualTo(List.of(Map.of("in", 1, "error", "E"), "why", false));
  }

  @ParameterizedTest
  @CsvSource({
    "E, c, '{\"Error\":\"E\",\"Cause\":\"c\"}'",
    "E, , '{\"Error\":\"E\",\"Cause\":null}'",
    "States.Timeout, , '{\"Error\":\"States.Timeout\",\"Cause\":\"\"}'",
  })
  void withoutOutputACatcherPassesErrorAndCauseOn(
      String error, @Nullable String cause, String output) {
    lab.fails(error, cause);

    ExecutionResult result =
        lab.run(task("\"Catch\": [{\"ErrorEquals\": [\"States.ALL\"], \"Next\": \"B\"}]"));

    assertThat(Json.write(result.output())).isEqualTo(output);
  }

  @ParameterizedTest
  @CsvSource({"Arguments", "Output"})
  void anExpressionThatFailsCanBeCaught(String field) {
    ExecutionResult result =
        lab.run(
            task(
                "\"%s\": \"{%% $states.input.no %%}\", \"Catch\": [{\"ErrorEquals\": [\"%s\"], \"Next\": \"B\"}]"
                    .formatted(field, "States.QueryEvaluationError")));

    assertThat(result.path()).containsExactly("A", "B", "Z");
  }

  @Test
  void aTimeoutCanBeCaughtAndRetried() {
    lab.answersAfter(Duration.ofSeconds(9), "slow").answers("fast");

    ExecutionResult result =
        lab.run(
            Lab.task(
                ", \"TimeoutSeconds\": 5, \"Retry\": [{\"ErrorEquals\": [\"States.Timeout\"]}]"));

    assertThat(result.output()).isEqualTo("fast");
  }

  @Property(tries = 200)
  void theDelaysOfARetryAreBounded(
      @ForAll @IntRange(min = 1, max = 20) int interval,
      @ForAll @IntRange(max = 8) int attempts,
      @ForAll @DoubleRange(min = 1, max = 4) double rate,
      @ForAll @IntRange(min = 1, max = 30) int more,
      @ForAll boolean jitter) {
    Lab fresh = new Lab();
    IntStream.rangeClosed(0, attempts).forEach(i -> fresh.fails("E", null));

    fresh.run(
        retry(
            """
            {"ErrorEquals": ["E"], "IntervalSeconds": %d, "MaxAttempts": %d, "BackoffRate": %s,
             "MaxDelaySeconds": %d, "JitterStrategy": "%s"}
            """
                .formatted(interval, attempts, rate, interval + more, jitter ? "FULL" : "NONE")));

    assertThat(fresh.calls).hasSize(attempts + 1);
    assertThat(fresh.elapsed())
        .isLessThanOrEqualTo(Duration.ofSeconds((long) attempts * (interval + more)));
    if (!jitter) {
      assertThat(fresh.elapsed())
          .isGreaterThanOrEqualTo(Duration.ofSeconds((long) attempts * interval));
    }
  }

  @Test
  void fullJitterDrawsEachDelayFromTheGivenChance() {
    Retrier retrier = new Retrier(new ErrorNames(List.of("E")), 10, 3, 2, 15, true);

    assertThat(retrier.delay(1, new FixedChance(0.5))).isEqualTo(Duration.ofMillis(7500));
    assertThat(retrier.delay(0, new FixedChance(0))).isZero();
  }

  private record FixedChance(double value) implements java.util.random.RandomGenerator {
    @Override
    public long nextLong() {
      return 0;
    }

    @Override
    public double nextDouble() {
      return value;
    }
  }
}
