package io.keystoreconnector.emulator.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.emulator.Bench;
import io.keystoreconnector.emulator.service.AwsEndpoint;
import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.statemachine.DynamoDbTasks;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.LambdaTasks;
import io.keystoreconnector.statemachine.Runner;
import io.keystoreconnector.statemachine.StateMachine;
import io.keystoreconnector.statemachine.time.VirtualTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A state machine that reads and writes the journal's table of a world. */
class DirectDynamoDbTest {

  /** Reads, writes the next item, and returns what it has read and the answers. */
  private static final String DEFINITION =
      """
      {'QueryLanguage': 'JSONata', 'StartAt': 'Read', 'States': {
        'Read': {'Type': 'Task', 'Resource': 'arn:aws:states:::dynamodb:getItem', 'TimeoutSeconds': 6,
          'Arguments': {'TableName': '${JournalTable}', 'Key': {'keyStoreId': {'S': 'a'}}, 'ConsistentRead': true},
          'Assign': {'seen': '{% $exists($states.result.Item) ? $number($states.result.Item.version.N) : 0 %}'},
          'Next': 'Write'},
        'Write': {'Type': 'Task', 'Resource': 'arn:aws:states:::dynamodb:putItem', 'TimeoutSeconds': 6,
          'Arguments': {'TableName': '${JournalTable}',
            'Item': {'keyStoreId': {'S': 'a'}, 'version': {'N': '{% $string($seen + 1) %}'},
                     'execution': {'S': '{% $states.context.Execution.Id %}'}},
            'ConditionExpression': 'attribute_not_exists(keyStoreId) OR version = :seen OR (version = :next AND execution = :execution)',
            'ExpressionAttributeValues': {':seen': {'N': '{% $string($seen) %}'}, ':next': {'N': '{% $string($seen + 1) %}'},
                                          ':execution': {'S': '{% $states.context.Execution.Id %}'}}},
          'Retry': [{'ErrorEquals': ['DynamoDB.SdkClientException', 'States.Timeout'], 'MaxAttempts': 1}],
          'Output': '{% $seen %}', 'End': true}}}
      """;

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-23T03:00:00Z"));
  private World world = World.load(Map.of(), time, time::advance);

  private ExecutionResult run(String worldFile) {
    world = World.load(Bench.json(worldFile), time, time::advance);
    DynamoDbTasks tasks =
        new DynamoDbTasks(
            new DirectDynamoDb(new LiveServices(() -> new AwsEndpoint(world))),
            new LambdaTasks(Map.of()));
    StateMachine machine =
        StateMachine.load(
            DEFINITION.replace('\'', '"'), Map.of("JournalTable", "connector-journal"));
    return new Runner(time, tasks, new Random(1)).run(machine, "one", Map.of());
  }

  private static String journal(String faults) {
    return "{'journal': [{'keyStoreId': 'a', 'version': 7}], 'faults': [%s]}".formatted(faults);
  }

  private String version() {
    return Objects.requireNonNull(world.journalTable().get("a").orElseThrow().get("version"))
        .text();
  }

  @Test
  void readsWhatIsThereAndWritesTheNext() {
    ExecutionResult result = run(journal(""));

    assertThat(result.output()).isEqualTo(7);
    assertThat(version()).isEqualTo("8");
  }

  @Test
  void anItemThatIsNotThereIsNoError() {
    ExecutionResult result = run("{}");

    assertThat(result.output()).isEqualTo(0);
    assertThat(version()).isEqualTo("1");
  }

  /** As AWS does, except for the headers, and the same each time. */
  @Test
  void theResultTellsTheStatusAndAnId() {
    String output = String.valueOf(run("{}").history().get(4).details().get("output"));

    assertThat(output)
        .matches(
            "\\{\"SdkHttpMetadata\":\\{\"HttpStatusCode\":200},"
                + "\"SdkResponseMetadata\":\\{\"RequestId\":\"[0-9a-f-]{36}\"}}")
        .isEqualTo(run("{}").history().get(4).details().get("output"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'fault': 'THROTTLE'                                           | DynamoDB.ProvisionedThroughputExceededException | 400 | ProvisionedThroughputExceededException
          'fault': 'SERVER_ERROR'                                       | DynamoDB.InternalServerErrorException           | 500 | InternalServerError
          'fault': 'ACCESS_DENIED'                                      | DynamoDB.AmazonDynamoDBException                | 400 | AccessDeniedException
          'fault': 'REFUSE', 'error': 'RequestLimitExceeded'            | DynamoDB.RequestLimitExceededException          | 400 | RequestLimitExceeded
          'fault': 'REFUSE', 'error': 'ConditionalCheckFailedException' | DynamoDB.ConditionalCheckFailedException        | 400 | ConditionalCheckFailedException
          'fault': 'REFUSE', 'error': 'ResourceNotFoundException'       | DynamoDB.ResourceNotFoundException              | 400 | ResourceNotFoundException
          'fault': 'REFUSE', 'error': 'ValidationException'             | DynamoDB.AmazonDynamoDBException                | 400 | ValidationException
          """)
  void anErrorIsNamedAsStepFunctionsNamesIt(String fault, String error, int status, String code) {
    ExecutionResult result = run(journal("{" + fault + "}"));

    assertThat(result.error()).isEqualTo(error);
    assertThat(result.cause())
        .contains(
            "(Service: AmazonDynamoDBv2; Status Code: %d; Error Code: %s; Request ID: "
                .formatted(status, code))
        .endsWith("; Proxy: null)");
    assertThat(version()).isEqualTo("7");
  }

  @Test
  void anAnswerThatIsLostIsAnErrorOfTheClientAndTheSameWriteAgainSucceeds() {
    ExecutionResult result = run(journal("{'fault': 'LOST_RESPONSE', 'operation': 'PutItem'}"));

    assertThat(result.output()).isEqualTo(7);
    assertThat(result.history())
        .filteredOn(event -> event.type().equals("TaskFailed"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.details().get("error")).isEqualTo("DynamoDB.SdkClientException"));
    assertThat(version()).isEqualTo("8");
    assertThat(world.journal().calls()).hasSize(3);
  }

  @Test
  void anAnswerThatComesTooLateIsATimeoutAndTheSameWriteAgainSucceeds() {
    ExecutionResult result =
        run(journal("{'fault': 'LATENCY', 'operation': 'PutItem', 'seconds': 7}"));

    assertThat(result.output()).isEqualTo(7);
    assertThat(result.history())
        .filteredOn(event -> event.type().equals("TaskTimedOut"))
        .hasSize(1);
    assertThat(version()).isEqualTo("8");
  }
}
