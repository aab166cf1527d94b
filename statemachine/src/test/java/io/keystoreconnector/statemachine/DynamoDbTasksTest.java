package io.keystoreconnector.statemachine;

import static io.keystoreconnector.statemachine.Lab.states;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.statemachine.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DynamoDbTasksTest {
  private static final String GET =
      """
      "Type": "Task", "Resource": "arn:aws:states:::dynamodb:getItem",
      "Arguments": {"TableName": "t", "Key": {"id": {"S": "{% $states.input.id %}"}}, "ConsistentRead": true}\
      """;
  private static final Map<String, Object> FOUND = Map.of("Item", Map.of("v", Map.of("N", "7")));

  private final VirtualTime time = new VirtualTime(Lab.START);
  private final List<String> calls = new ArrayList<>();
  private final Deque<DynamoDb> answers = new ArrayDeque<>();

  private ExecutionResult run(String states) {
    DynamoDb dynamoDb =
        (action, arguments) -> {
          calls.add(action + " " + new TreeMap<>(arguments));
          return answers.remove().call(action, arguments);
        };
    TaskRunner tasks =
        new DynamoDbTasks(dynamoDb, new LambdaTasks(Map.of("echo", payload -> payload)));
    return new Runner(time, tasks, new Random(1))
        .run(StateMachine.load(states(states), Map.of()), "run", Map.of("id", "a"));
  }

  private void fails(String error) {
    answers.add(
        (action, arguments) -> {
          throw new TaskFailed(error, "why");
        });
  }

  @Test
  void anItemIsReadAndItsAttributesAreAtHand() {
    answers.add((action, arguments) -> FOUND);

    ExecutionResult result =
        run(
            "\"A\": {%s, \"Assign\": {\"v\": \"{%% $states.result.Item.v.N %%}\"}, \"Next\": \"B\"},"
                    .formatted(GET)
                + "\"B\": {\"Type\": \"Pass\", \"Output\": \"{% $v %}\", \"End\": true}");

    assertThat(result.output()).isEqualTo("7");
    assertThat(calls).containsExactly("GetItem {ConsistentRead=true, Key={id={S=a}}, TableName=t}");
  }

  @Test
  void anItemIsWrittenOnACondition() {
    answers.add((action, arguments) -> Map.of());

    run(
        """
        "A": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem", "End": true,
              "Arguments": {"TableName": "t", "Item": {"id": {"S": "a"}}, "ConditionExpression": "v = :seen",
                            "ExpressionAttributeValues": {":seen": {"N": "7"}}}}
        """);

    assertThat(calls)
        .containsExactly(
            "PutItem {ConditionExpression=v = :seen, ExpressionAttributeValues={:seen={N=7}},"
                + " Item={id={S=a}}, TableName=t}");
  }

  /** As executions of this integration were recorded. */
  @Test
  void theHistoryTellsServiceActionParametersAndOutput() {
    answers.add((action, arguments) -> FOUND);

    List<HistoryEvent> history = run("\"A\": {" + GET + ", \"End\": true}").history();

    assertThat(history.stream().map(HistoryEvent::type))
        .containsExactly(
            "ExecutionStarted",
            "TaskStateEntered",
            "TaskScheduled",
            "TaskStarted",
            "TaskSucceeded",
            "TaskStateExited",
            "ExecutionSucceeded");
    assertThat(new TreeMap<>(history.get(2).details()))
        .hasToString(
            "{parameters={\"TableName\":\"t\",\"Key\":{\"id\":{\"S\":\"a\"}},\"ConsistentRead\":true},"
                + " region=us-east-1, resource=getItem, resourceType=dynamodb}");
    assertThat(new TreeMap<>(history.get(3).details()))
        .hasToString("{resource=getItem, resourceType=dynamodb}");
    assertThat(new TreeMap<>(history.get(4).details()))
        .hasToString(
            "{output={\"Item\":{\"v\":{\"N\":\"7\"}}}, resource=getItem, resourceType=dynamodb}");
  }

  @Test
  void anErrorIsRetriedAndCaughtByItsName() {
    fails("DynamoDB.ProvisionedThroughputExceededException");
    fails("DynamoDB.ConditionalCheckFailedException");

    ExecutionResult result =
        run(
            """
            "A": {%s, "End": true,
                  "Retry": [{"ErrorEquals": ["DynamoDB.ProvisionedThroughputExceededException"]}],
                  "Catch": [{"ErrorEquals": ["DynamoDB.ConditionalCheckFailedException"],
                             "Output": "{%% $states.errorOutput %%}", "Next": "B"}]},
            "B": {"Type": "Succeed"}
            """
                .formatted(GET));

    assertThat(result.output())
        .isEqualTo(Map.of("Error", "DynamoDB.ConditionalCheckFailedException", "Cause", "why"));
    assertThat(calls).hasSize(2);
    assertThat(new TreeMap<>(result.history().get(4).details()))
        .hasToString(
            "{cause=why, error=DynamoDB.ProvisionedThroughputExceededException, resource=getItem,"
                + " resourceType=dynamodb}");
  }

  @Test
  void aTableThatIsTooSlowIsGivenUpAtTheTimeout() {
    answers.add(
        (action, arguments) -> {
          time.await(time.instant().plusSeconds(60), () -> false);
          return FOUND;
        });

    ExecutionResult result = run("\"A\": {" + GET + ", \"TimeoutSeconds\": 6, \"End\": true}");

    assertThat(result.error()).isEqualTo("States.Timeout");
    assertThat(Lab.types(result)).contains("TaskTimedOut");
    assertThat(Duration.between(Lab.START, result.history().getLast().timestamp()))
        .isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void aFunctionIsCalledAsBefore() {
    ExecutionResult result =
        run(
            """
            "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
                  "Arguments": {"FunctionName": "echo", "Payload": 1}, "Output": "{% $states.result.Payload %}"}
            """);

    assertThat(result.output()).isEqualTo(1);
    assertThat(calls).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'TableName': 't', 'Key': {}, 'Kee': 1} | The argument Kee is not implemented by this runner.
          {'TableName': 't'}                      | The argument Key is missing.
          7                                       | The argument Key, TableName is missing.
          """)
  void argumentsThatAnExpressionMakesAreCheckedWhenTheyAreThere(String arguments, String cause) {
    ExecutionResult result =
        run(
            """
            "A": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:getItem", "End": true,
                  "Arguments": "{%% %s %%}"}
            """
                .formatted(arguments));

    assertThat(result.error()).isEqualTo("States.Runtime");
    assertThat(result.cause()).isEqualTo(cause);
    assertThat(calls).isEmpty();
  }
}
