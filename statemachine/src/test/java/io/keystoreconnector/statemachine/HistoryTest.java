package io.keystoreconnector.statemachine;

import static io.keystoreconnector.statemachine.Lab.state;
import static io.keystoreconnector.statemachine.Lab.states;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.statemachine.ExecutionResult.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private final Lab lab = new Lab();

  @Test
  void eventsAreNamedAndChainedAsStepFunctionsDoes() {
    lab.fails("E", "c").answers(1);
    String definition =
        states(
            """
            "A": {"Type": "Task", "Resource": "arn:aws:states:::lab:work", "TimeoutSeconds": 9,
                  "Retry": [{"ErrorEquals": ["E"]}], "Assign": {"x": [1]}, "Next": "B"},
            "B": {"Type": "Choice", "Choices": [{"Condition": "{% true %}", "Next": "C"}], "Default": "C"},
            "C": {"Type": "Wait", "Seconds": 1, "Next": "D"},
            "D": {"Type": "Succeed"}
            """);

    ExecutionResult result = lab.run(definition, Map.of("in", 1));

    assertThat(
            result.history().stream().map(e -> e.id() + "<" + e.previousEventId() + " " + e.type()))
        .containsExactly(
            "1<0 ExecutionStarted",
            "2<0 TaskStateEntered",
            "3<2 TaskScheduled",
            "4<3 TaskStarted",
            "5<4 TaskFailed",
            "6<5 TaskScheduled",
            "7<6 TaskStarted",
            "8<7 TaskSucceeded",
            "9<8 TaskStateExited",
            "10<9 ChoiceStateEntered",
            "11<10 ChoiceStateExited",
            "12<11 WaitStateEntered",
            "13<12 WaitStateExited",
            "14<13 SucceedStateEntered",
            "15<14 SucceedStateExited",
            "16<15 ExecutionSucceeded");
    assertThat(result.transitions()).isEqualTo(5);
    assertThat(result.path()).containsExactly("A", "B", "C", "D");
  }

  @Test
  void detailsAreNamedAsInGetExecutionHistory() {
    lab.fails("E", "c").answers(1);

    ExecutionResult result =
        lab.run(
            state(
                """
                "Type": "Task", "Resource": "arn:aws:states:::lab:work", "TimeoutSeconds": 9,
                "Retry": [{"ErrorEquals": ["E"]}], "Assign": {"x": [1]}
                """),
            Map.of("in", 1));

    assertThat(result.history().stream().map(HistoryTest::withoutTime))
        .containsExactly(
            "executionStartedEventDetails={input={\"in\":1},"
                + " roleArn=arn:aws:iam::123456789012:role/StateMachine}",
            "stateEnteredEventDetails={input={\"in\":1}, name=A}",
            "taskScheduledEventDetails={parameters={\"in\":1}, region=us-east-1, resource=work,"
                + " resourceType=lab, timeoutInSeconds=9}",
            "taskStartedEventDetails={resource=work, resourceType=lab}",
            "taskFailedEventDetails={cause=c, error=E, resource=work, resourceType=lab}",
            "taskScheduledEventDetails={parameters={\"in\":1}, region=us-east-1, resource=work,"
                + " resourceType=lab, timeoutInSeconds=9}",
            "taskStartedEventDetails={resource=work, resourceType=lab}",
            "taskSucceededEventDetails={output=1, resource=work, resourceType=lab}",
            "stateExitedEventDetails={assignedVariables={x=[1]}, name=A, output=1}",
            "executionSucceededEventDetails={output=1}");
  }

  private static String withoutTime(HistoryEvent event) {
    Map<String, Object> map = event.asMap();
    List.of("timestamp", "type", "id", "previousEventId").forEach(map::remove);
    Map<Object, Object> sorted =
        new java.util.TreeMap<>((Map<?, ?>) map.values().iterator().next());
    return map.keySet().iterator().next() + "=" + sorted;
  }

  @Test
  void aMapRecordsItsIterations() {
    String definition =
        state(
            """
            "Type": "Map", "Items": [1, 2], "MaxConcurrency": 1,
            "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}}
            """);

    ExecutionResult result = lab.run(definition);

    assertThat(Lab.types(result))
        .containsExactly(
            "ExecutionStarted",
            "MapStateEntered",
            "MapStateStarted",
            "MapIterationStarted",
            "PassStateEntered",
            "PassStateExited",
            "MapIterationSucceeded",
            "MapIterationStarted",
            "PassStateEntered",
            "PassStateExited",
            "MapIterationSucceeded",
            "MapStateSucceeded",
            "MapStateExited",
            "ExecutionSucceeded");
    assertThat(result.transitions()).isEqualTo(3);
  }

  @Test
  void aListenerHearsEachEventAsItComes() {
    List<HistoryEvent> heard = new ArrayList<>();

    ExecutionResult result =
        lab.runner()
            .listenedToBy(heard::add)
            .run(Lab.load(state("\"Type\": \"Wait\", \"Seconds\": 5")), "run", Map.of());

    assertThat(heard).isEqualTo(result.history());
    assertThat(heard.get(1).stateName()).isEqualTo("A");
    assertThat(heard.get(1).timestamp()).isEqualTo(Lab.START);
    assertThat(heard.get(2).timestamp()).isEqualTo(Lab.START.plusSeconds(5));
  }

  @Test
  void anExecutionWithoutEndFailsAt25000Events() {
    ExecutionResult result = lab.run(states("\"A\": {\"Type\": \"Pass\", \"Next\": \"A\"}"));

    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(result.error()).isEqualTo("States.Runtime");
    assertThat(result.history()).hasSize(25_000);
  }
}
