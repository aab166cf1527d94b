package io.keystoreconnector.statemachine;

import static io.keystoreconnector.statemachine.Lab.states;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.statemachine.ExecutionResult.Status;
import io.keystoreconnector.statemachine.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartExecutionTasksTest {
  private static final String RESOURCE = "arn:aws:states:::states:startExecution.sync:2";
  private static final String CHILD = "arn:aws:states:us-east-1:123456789012:stateMachine:child";
  private static final String CHILD_RUN =
      "arn:aws:states:us-east-1:123456789012:execution:child:c1";

  private final VirtualTime time = new VirtualTime(Lab.START);
  private final List<Execution> started = new ArrayList<>();

  private static String task(String name, String more) {
    return """
    "Type": "Task", "Resource": "%s",
    "Arguments": {"StateMachineArn": "%s", "Name": %s, "Input": {"a": "{%% $states.input.a %%}"}}%s\
    """
        .formatted(RESOURCE, CHILD, name, more);
  }

  private ExecutionResult run(String child, String parent) {
    return start(child, parent).await();
  }

  private Execution start(String child, String parent) {
    TaskRunner lambda = new LambdaTasks(Map.of());
    Runner alone = new Runner(time, lambda, new Random(1));
    StateMachine machine =
        StateMachine.load(child, Map.of())
            .named(new Identity("aws", "us-east-1", "123456789012", "child"));
    NestedExecutions nested =
        new NestedExecutions(
            List.of(machine),
            (which, name, input) -> {
              Execution execution = alone.start(which, name, input);
              started.add(execution);
              return execution;
            });
    return new Runner(time, new StartExecutionTasks(nested, time, lambda), new Random(1))
        .start(StateMachine.load(parent, Map.of()), "parent", Map.of("a", 1));
  }

  @Test
  void theOutputOfTheOtherExecutionIsAtHandAsJson() {
    ExecutionResult result =
        run(
            states(
                "\"A\": {\"Type\": \"Wait\", \"Seconds\": 7, \"Next\": \"B\"}, \"B\": {\"Type\":"
                    + " \"Pass\", \"Output\": {\"b\": \"{% $states.input.a %}\"}, \"End\": true}"),
            states("\"A\": {" + task("\"c1\"", "") + ", \"End\": true}"));

    assertThat(result.output())
        .isEqualTo(
            Map.ofEntries(
                Map.entry("ExecutionArn", CHILD_RUN),
                Map.entry("Input", Map.of("a", 1)),
                Map.entry("InputDetails", Map.of("Included", true)),
                Map.entry("Name", "c1"),
                Map.entry("Output", Map.of("b", 1)),
                Map.entry("OutputDetails", Map.of("Included", true)),
                Map.entry("RedriveCount", 0),
                Map.entry("RedriveStatus", "NOT_REDRIVABLE"),
                Map.entry("RedriveStatusReason", "Execution is SUCCEEDED and cannot be redriven"),
                Map.entry("StartDate", Lab.START.toEpochMilli()),
                Map.entry("StateMachineArn", CHILD),
                Map.entry("Status", "SUCCEEDED"),
                Map.entry("StopDate", Lab.START.plusSeconds(7).toEpochMilli())));
    assertThat(Duration.between(Lab.START, time.instant())).isEqualTo(Duration.ofSeconds(7));
  }

  /** As executions of this integration were recorded. */
  @Test
  void theHistoryHasTheSubmissionBeforeTheEnd() {
    List<HistoryEvent> history =
        run(
                states("\"A\": {\"Type\": \"Wait\", \"Seconds\": 1, \"End\": true}"),
                states("\"A\": {" + task("\"c1\"", "") + ", \"End\": true}"))
            .history();

    assertThat(history.stream().map(HistoryEvent::type))
        .containsExactly(
            "ExecutionStarted",
            "TaskStateEntered",
            "TaskScheduled",
            "TaskStarted",
            "TaskSubmitted",
            "TaskSucceeded",
            "TaskStateExited",
            "ExecutionSucceeded");
    assertThat(history.subList(2, 6))
        .allSatisfy(
            event -> {
              assertThat(event.details().get("resourceType")).isEqualTo("states");
              assertThat(event.details().get("resource")).isEqualTo("startExecution.sync:2");
            });
    assertThat(new TreeMap<>(history.get(4).details()).get("output"))
        .isEqualTo(
            "{\"ExecutionArn\":\"%s\",\"StartDate\":%d}"
                .formatted(CHILD_RUN, Lab.START.toEpochMilli()));
  }

  @Test
  void aFailureIsATaskThatFailedWithTheOtherExecutionAsItsCause() {
    ExecutionResult result =
        run(
            states("\"A\": {\"Type\": \"Fail\", \"Error\": \"E\", \"Cause\": \"{\\\"m\\\":1}\"}"),
            states("\"A\": {" + task("\"c1\"", "") + ", \"End\": true}"));

    assertThat(result.error()).isEqualTo("States.TaskFailed");
    assertThat(result.cause())
        .startsWith("{\"Cause\":\"{\\\"m\\\":1}\",\"Error\":\"E\",\"ExecutionArn\":\"" + CHILD_RUN)
        .contains("\"Input\":\"{\\\"a\\\":1}\"", "\"RedriveStatus\":\"REDRIVABLE\"")
        .contains("\"Status\":\"FAILED\"");
  }

  @Test
  void oneThatIsStoppedIsAFailureToo() {
    Execution parent =
        start(
            states("\"A\": {\"Type\": \"Wait\", \"Seconds\": 60, \"End\": true}"),
            states("\"A\": {" + task("\"c1\"", "") + ", \"End\": true}"));
    time.await(Lab.START.plusSeconds(10), () -> false);
    started.getFirst().stop("Stopped", "by a person");

    ExecutionResult result = parent.await();

    assertThat(result.error()).isEqualTo("States.TaskFailed");
    assertThat(result.cause()).contains("\"Cause\":\"by a person\"", "\"Status\":\"ABORTED\"");
  }

  @Test
  void anExecutionWhoseTaskTimesOutIsStopped() {
    ExecutionResult result =
        run(
            states("\"A\": {\"Type\": \"Wait\", \"Seconds\": 60, \"End\": true}"),
            states("\"A\": {" + task("\"c1\"", ", \"TimeoutSeconds\": 5") + ", \"End\": true}"));

    assertThat(result.error()).isEqualTo("States.Timeout");
    assertThat(started.getFirst().await().status()).isEqualTo(Status.ABORTED);
    assertThat(Duration.between(Lab.START, time.instant())).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void anExecutionWhoseParentIsStoppedIsStopped() {
    Execution parent =
        start(
            states("\"A\": {\"Type\": \"Wait\", \"Seconds\": 60, \"End\": true}"),
            states("\"A\": {" + task("\"c1\"", "") + ", \"End\": true}"));
    time.await(Lab.START.plusSeconds(10), () -> false);
    parent.stop(null, null);

    assertThat(parent.await().status()).isEqualTo(Status.ABORTED);
    assertThat(started.getFirst().await().status()).isEqualTo(Status.ABORTED);
  }

  @Test
  void aMapRunsTheOtherMachineForEachItemAndOneThatFailsIsCaught() {
    ExecutionResult result =
        run(
            states(
                """
                "A": {"Type": "Choice", "Choices": [{"Condition": "{% $states.input.a = 2 %}", "Next": "F"}],
                      "Default": "S"},
                "F": {"Type": "Fail", "Error": "E"},
                "S": {"Type": "Pass", "Output": "{% $states.input.a %}", "End": true}
                """),
            """
            {"QueryLanguage": "JSONata", "StartAt": "M", "States": {
              "M": {"Type": "Map", "Items": "{%% [1..3].{'a': $} %%}", "End": true, "ItemProcessor":
                {"StartAt": "A", "States": {
                  "A": {%s, "Output": "{%% $states.result.Output %%}", "End": true,
                        "Catch": [{"ErrorEquals": ["States.TaskFailed"], "Output": "failed", "Next": "B"}]},
                  "B": {"Type": "Pass", "End": true}}}}}}
            """
                .formatted(task("\"{% 'c' & $states.input.a %}\"", "")));

    assertThat(result.output()).isEqualTo(List.of(1, "failed", 3));
  }

  /** A repeated call finds the execution that the first one started. */
  @Test
  void theSameNameAndInputIsTheSameExecutionWhileItIsInProgress() throws Exception {
    NestedExecutions nested = nested();
    Execution first = nested.start(CHILD, "c1", Map.of("a", 1));

    assertThat(nested.start(CHILD, "c1", Map.of("a", 1))).isSameAs(first);
    assertThatThrownBy(() -> nested.start(CHILD, "c1", Map.of("a", 2)))
        .hasMessage(
            "StepFunctions.ExecutionAlreadyExistsException: Execution Already Exists: '"
                + CHILD_RUN
                + "'");
    first.await();
    assertThatThrownBy(() -> nested.start(CHILD, "c1", Map.of("a", 1)))
        .hasMessageStartingWith("StepFunctions.ExecutionAlreadyExistsException");
  }

  @Test
  void aMachineThatDoesNotExistIsNamed() {
    assertThatThrownBy(() -> nested().start(CHILD + "ren", "c1", 1))
        .hasMessage(
            "StepFunctions.StateMachineDoesNotExistException: State Machine Does Not Exist: '"
                + CHILD
                + "ren'");
  }

  private NestedExecutions nested() {
    Runner alone = new Runner(time, new LambdaTasks(Map.of()), new Random(1));
    StateMachine machine =
        StateMachine.load(
                states("\"A\": {\"Type\": \"Wait\", \"Seconds\": 1, \"End\": true}"), Map.of())
            .named(new Identity("aws", "us-east-1", "123456789012", "child"));
    return new NestedExecutions(List.of(machine), alone::start);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'StateMachineArn': 'x', 'Name': 'n'}                               | The argument Input is missing.
          {'StateMachineArn': 'x', 'Name': 'n', 'Input': 1, 'TraceHeader': 1} | The argument TraceHeader is not implemented by this runner.
          {'StateMachineArn': 'x', 'Name': 7, 'Input': 1}                     | The argument Name must be a string.
          """)
  void argumentsThatAnExpressionMakesAreChecked(String arguments, String cause) {
    ExecutionResult result =
        run(
            states("\"A\": {\"Type\": \"Succeed\"}"),
            states(
                "\"A\": {\"Type\": \"Task\", \"Resource\": \"%s\", \"End\": true, \"Arguments\": \"{%% %s %%}\"}"
                    .formatted(RESOURCE, arguments)));

    assertThat(result.error()).isEqualTo("States.Runtime");
    assertThat(result.cause()).isEqualTo(cause);
    assertThat(started).isEmpty();
  }
}
