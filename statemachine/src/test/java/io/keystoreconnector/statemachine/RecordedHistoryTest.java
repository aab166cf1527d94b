package io.keystoreconnector.statemachine;

import static io.keystoreconnector.statemachine.Lab.state;
import static io.keystoreconnector.statemachine.Lab.states;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The order of events, and which event each follows, as in executions recorded on AWS from 2023 to
 * 2025. docs/fidelity.md says where the recordings are published.
 */
class RecordedHistoryTest {
  private static final String FAIL =
      """
      "StartAt": "F", "States": {"F": {"Type": "Fail", "Error": "E", "Cause": "c"}}\
      """;
  private static final String TASK =
      """
      "StartAt": "B", "States": {"B": {"Type": "Task", "Resource": "arn:aws:states:::lab:work",
                                       "TimeoutSeconds": 5, "End": true}}\
      """;
  private static final String RETRY_ONCE =
      """
      , "Retry": [{"ErrorEquals": ["E"], "MaxAttempts": 1}]\
      """;

  private final Lab lab = new Lab();

  private static String map(String items, String processor, String more) {
    return """
    "Type": "Map", "Items": %s, "MaxConcurrency": 1, "ItemProcessor": {%s}%s\
    """
        .formatted(items, processor, more);
  }

  private static String parallel(String branch, String more) {
    return """
    "Type": "Parallel", "Branches": [{%s}]%s\
    """
        .formatted(branch, more);
  }

  private static List<String> chain(ExecutionResult result) {
    return result.history().stream()
        .map(event -> event.id() + "<" + event.previousEventId() + " " + event.type())
        .toList();
  }

  @Test
  void aMapThatIsRetriedHasNotFailedYet() {
    assertThat(chain(lab.run(state(map("[1]", FAIL, RETRY_ONCE)))))
        .containsExactly(
            "1<0 ExecutionStarted",
            "2<0 MapStateEntered",
            "3<2 MapStateStarted",
            "4<3 MapIterationStarted",
            "5<4 FailStateEntered",
            "6<5 MapIterationFailed",
            "7<5 MapStateStarted",
            "8<7 MapIterationStarted",
            "9<8 FailStateEntered",
            "10<9 MapIterationFailed",
            "11<9 MapStateFailed",
            "12<11 ExecutionFailed");
  }

  @Test
  void aParallelThatIsRetriedHasNotFailedYet() {
    assertThat(chain(lab.run(state(parallel(FAIL, RETRY_ONCE)))))
        .containsExactly(
            "1<0 ExecutionStarted",
            "2<0 ParallelStateEntered",
            "3<2 ParallelStateStarted",
            "4<3 FailStateEntered",
            "5<4 ParallelStateStarted",
            "6<5 FailStateEntered",
            "7<6 ParallelStateFailed",
            "8<7 ExecutionFailed");
  }

  @Test
  void aMapWhoseErrorIsCaughtHasFailed() {
    String definition =
        states(
            """
            "A": {%s, "Catch": [{"ErrorEquals": ["E"], "Next": "Z"}], "Next": "Z"},
            "Z": {"Type": "Succeed"}
            """
                .formatted(map("[1]", FAIL, "")));

    assertThat(chain(lab.run(definition)))
        .contains(
            "5<4 FailStateEntered",
            "6<5 MapIterationFailed",
            "7<5 MapStateFailed",
            "8<7 MapStateExited",
            "9<8 SucceedStateEntered");
  }

  @Test
  void theTaskThatFailedInABranchIsAbortedToo() {
    lab.fails("E", "c");

    assertThat(chain(lab.run(state(parallel(TASK, "")))))
        .endsWith(
            "4<3 TaskStateEntered",
            "5<4 TaskScheduled",
            "6<5 TaskStarted",
            "7<6 TaskFailed",
            "8<7 TaskStateAborted",
            "9<7 ParallelStateFailed",
            "10<9 ExecutionFailed");
  }

  @Test
  void anIterationThatFailsAbortsItsOwnTaskAndThoseOfTheOthers() {
    String definition =
        state("\"Type\": \"Map\", \"Items\": [1, 2], \"ItemProcessor\": {" + TASK + "}");
    Runner runner =
        new Runner(
            lab.time,
            (resource, arguments) -> {
              lab.time.await(lab.time.instant().plus(Duration.ofHours(1)), () -> false);
              return arguments;
            },
            new Random(7));

    ExecutionResult result = runner.run(Lab.load(definition), "run", Map.of());

    assertThat(chain(result))
        .contains("4<3 MapIterationStarted", "5<3 MapIterationStarted", "6<4 TaskStateEntered")
        .endsWith(
            "12<8 TaskTimedOut",
            "13<12 MapIterationFailed",
            "14<12 TaskStateAborted",
            "15<12 MapIterationAborted",
            "16<12 TaskStateAborted",
            "17<12 MapStateFailed",
            "18<17 ExecutionFailed");
  }

  /** Inferred: no recording has a failure two levels down. */
  @Test
  void everyStateInsideABranchThatFailsIsAbortedFromTheOutermostOn() {
    String inner =
        "\"StartAt\": \"M\", \"States\": {\"M\": {" + map("[1]", TASK, "") + ", \"End\": true}}";
    String definition =
        state(
            """
            "Type": "Parallel", "Branches": [{%s},
              {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 1, "Next": "F"},
                                          "F": {"Type": "Fail", "Error": "E"}}}]
            """
                .formatted(inner));
    lab.answersWhileTimeGoesOn(Duration.ofHours(1));

    List<String> types = Lab.types(lab.run(definition));

    assertThat(types)
        .endsWith(
            "FailStateEntered",
            "MapStateAborted",
            "MapIterationAborted",
            "TaskStateAborted",
            "ParallelStateFailed",
            "ExecutionFailed");
  }

  @Test
  void eachStepOfAMapFollowsTheEventThatCausedIt() {
    String definition =
        states(
            """
            "A": {%s, "Next": "C"},
            "C": {%s, "Next": "E"},
            "E": {"Type": "Pass", "Output": "{%% $x %%}", "End": true}
            """
                .formatted(
                    map(
                        "[1, 2]",
                        "\"StartAt\": \"B\", \"States\": {\"B\": {\"Type\": \"Pass\", \"End\":"
                            + " true}}",
                        ""),
                    parallel(
                        "\"StartAt\": \"D\", \"States\": {\"D\": {\"Type\": \"Pass\", \"End\":"
                            + " true}}",
                        "")));

    assertThat(chain(lab.run(definition)))
        .containsExactly(
            "1<0 ExecutionStarted",
            "2<0 MapStateEntered",
            "3<2 MapStateStarted",
            "4<3 MapIterationStarted",
            "5<4 PassStateEntered",
            "6<5 PassStateExited",
            "7<6 MapIterationSucceeded",
            "8<6 MapIterationStarted",
            "9<8 PassStateEntered",
            "10<9 PassStateExited",
            "11<10 MapIterationSucceeded",
            "12<11 MapStateSucceeded",
            "13<11 MapStateExited",
            "14<13 ParallelStateEntered",
            "15<14 ParallelStateStarted",
            "16<15 PassStateEntered",
            "17<16 PassStateExited",
            "18<17 ParallelStateSucceeded",
            "19<17 ParallelStateExited",
            "20<19 PassStateEntered",
            "21<19 EvaluationFailed",
            "22<21 ExecutionFailed");
  }

  @Test
  void aMapWithoutItemsIsExitedAfterItHasStarted() {
    assertThat(chain(lab.run(state(map("[]", FAIL, "")))))
        .endsWith(
            "3<2 MapStateStarted",
            "4<3 MapStateSucceeded",
            "5<3 MapStateExited",
            "6<5 ExecutionSucceeded");
  }

  @Test
  void itemsThatAreNoListFailTheMap() {
    assertThat(chain(lab.run(state(map("\"{% 1 %}\"", FAIL, "")))))
        .containsExactly(
            "1<0 ExecutionStarted",
            "2<0 MapStateEntered",
            "3<0 EvaluationFailed",
            "4<3 MapStateFailed",
            "5<4 ExecutionFailed");
  }

  /** Inferred: in no recording does an expression fail after the state has begun its work. */
  @Test
  void anOutputThatFailsFollowsTheResultOfTheTask() {
    String definition = Lab.task(", \"Output\": \"{% $x %}\"");

    assertThat(chain(lab.run(definition))).contains("5<4 TaskSucceeded", "6<5 EvaluationFailed");
  }

  @Test
  void anExecutionThatIsStoppedRecordsNothingOfItsState() {
    Execution execution = lab.start(state("\"Type\": \"Wait\", \"Seconds\": 300"), Map.of());
    lab.time.start("a person", () -> execution.stop(null, null));

    ExecutionResult result = execution.await();

    assertThat(chain(result))
        .containsExactly("1<0 ExecutionStarted", "2<0 WaitStateEntered", "3<0 ExecutionAborted");
    assertThat(result.history().getLast().asMap())
        .containsEntry("executionAbortedEventDetails", Map.of());
  }

  @Test
  void anExecutionThatFailsWithoutErrorHasDetailsWithoutFields() {
    ExecutionResult result = lab.run(states("\"A\": {\"Type\": \"Fail\"}"));

    assertThat(result.history().getLast().asMap())
        .containsEntry("executionFailedEventDetails", Map.of());
  }
}
